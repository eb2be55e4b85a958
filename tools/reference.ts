/** npm run reference: builds the reference of the library in dist/reference/, with the claims that rest on each function. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { CommentDisplayPart, CommentTag, SignatureReflection } from "typedoc";
import { papers } from "../claims";
import { claimsOf } from "../claims/all";
import { sourcesOf } from "../claims/sources";
import { callsOfClaims, type Called } from "./evidence";
import { fail } from "./fail";
import { entryPoints, fileOfEntry, packageReadme } from "./library";
import { ROOT } from "./notebook";

const OUT = path.join(ROOT, "dist", "reference");

/** A function's name, linked where it has a page: if a room's index exports it, or its file is imported itself. */
async function linked({ file, name }: Called): Promise<string> {
  const entry = entryPoints().find((one) => fileOfEntry(one) === path.join(ROOT, file) || one === file.split("/")[1]);
  const page = entry && name in ((await import(fileOfEntry(entry))) as object);
  return page ? `{@link ${entry}!${name} ${name}}` : `\`${name}\``;
}

/** A paper's table: what it states, the functions that the check calls, the claim and its verdict. */
async function tableOf(prefix: string): Promise<string> {
  const claims = claimsOf(`${prefix}/`);
  const ids = claims.map(({ id }) => id);
  const [sources, calls] = [sourcesOf(ids), callsOfClaims(ids)];
  const rows = await Promise.all(
    claims.map(async ({ id, where, verdict }) => {
      const functions = await Promise.all((calls.get(id) ?? []).map(linked));
      const { code = "", cell = "" } = sources(id);
      const names = [code.slice("../".length), cell.split(".ipynb")[0]];
      return [where.replaceAll("|", "\\|"), functions.join(", "), `\`${id}\``, verdict, ...names];
    }),
  );
  const head = ["stated", "functions", "claim", "verdict", "check", "notebook"];
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** The page that leads from a paper's statements to the code and its evidence. */
async function claimsPage(): Promise<string> {
  const parts = papers.map(
    async ({ prefix, title, citation }) => `## ${title}\n\n${citation}\n\n${await tableOf(prefix)}`,
  );
  return [
    "---\ntitle: From theorem to code\n---",
    "What each paper states, the functions that the claim's check calls, and the recorded verdict.",
    ...(await Promise.all(parts)),
  ].join("\n\n");
}

/** Fields of an argument that is taken apart are listed under the summary: typedoc has no place for them. */
function listFields({ comment, parameters = [] }: SignatureReflection): void {
  const apart = parameters.find(({ name }) => name === "__namedParameters") ?? parameters[0];
  const names = parameters.map(({ name }) => name);
  const isField = ({ tag, name = "" }: CommentTag): boolean => tag === "@param" && !names.includes(name);
  const fields = comment?.blockTags.filter(isField) ?? [];
  if (!comment || fields.length === 0) return;
  comment.blockTags = comment.blockTags.filter((tag) => !isField(tag));
  const line = ({ name, content }: CommentTag): CommentDisplayPart[] => [
    { kind: "text", text: `\n- \`${name}\`: ` },
    ...content,
  ];
  comment.summary.push({ kind: "text", text: "\n" }, ...fields.flatMap(line));
  if (apart.name === "__namedParameters") apart.name = `{ ${fields.map(({ name }) => name).join(", ")} }`;
}

async function main(): Promise<void> {
  mkdirSync(OUT, { recursive: true });
  const [readme, claims] = [path.join(ROOT, "dist", "reference.md"), path.join(ROOT, "dist", "claims.md")];
  writeFileSync(readme, packageReadme());
  writeFileSync(claims, await claimsPage());
  const { Application, Converter, OptionDefaults } = await import("typedoc");
  const app = await Application.bootstrap({
    name: "privacy-markets",
    entryPoints: entryPoints().map(fileOfEntry),
    tsconfig: path.join(ROOT, "tsconfig.json"),
    readme,
    projectDocuments: [claims],
    out: OUT,
    blockTags: [...OptionDefaults.blockTags, "@claims"],
    excludeInternal: true,
    disableSources: true,
    validation: { notExported: false, invalidLink: true, notDocumented: false },
    logLevel: "Warn",
    skipErrorChecking: true,
  });
  app.converter.on(Converter.EVENT_CREATE_SIGNATURE, (_, signature) => listFields(signature));
  const project = await app.convert();
  if (!project) fail("the docstrings could not be read");
  else await app.generateOutputs(project);
  if (app.logger.hasWarnings() || app.logger.hasErrors()) fail("the docstrings need mending");
  console.log(`${path.relative(ROOT, OUT)}/index.html`);
}

void main();
