/** npm run package: builds the library as a package in dist/ and says what each room weighs in a program. */
import path from "node:path";
import { buildPackage, packPackage, weights } from "./library";
import { ROOT } from "./notebook";

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1).padStart(8);

async function main(): Promise<void> {
  buildPackage();
  const file = path.relative(ROOT, packPackage());
  console.log(`${"kB in a program".padEnd(24)}minified gzipped   later`);
  for (const [name, { minified, gzipped, later }] of Object.entries(await weights()))
    console.log(name.padEnd(24) + kilobytes(minified) + kilobytes(gzipped) + kilobytes(later));
  console.log(`\n${file}: to be installed elsewhere by npm install ${path.resolve(ROOT, file)}`);
}

void main();
