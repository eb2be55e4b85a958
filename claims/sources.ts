/** Where a claim's check is written, and which notebook's part shows it: links as a notebook takes them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { papers } from "./papers";

const ROOT = join(__dirname, "..");
const filesIn = (folder: string, end: string): string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(end))
    .map((name) => `${folder}/${name}`);
const textOf = (file: string): string => readFileSync(join(ROOT, file), "utf8");

/** The file that states the claim, from notebooks/: that has its id, or of one of several alike its begin. */
function codeOf(id: string, files: readonly { file: string; text: string }[]): string | undefined {
  const begin = `\`${id.replace(/\d+$/, "")}\${`;
  const file = files.find(({ text }) => text.includes(`"${id}"`) || text.includes(begin))?.file;
  return file && `../${file}`;
}

/** A cell that shows claims: how their ids begin, and the heading that it stands under. */
interface Showing {
  readonly filter: string;
  readonly link: string;
}

function showingsIn(file: string): Showing[] {
  const { cells } = JSON.parse(textOf(file)) as { cells: { cell_type: string; source: string | string[] }[] };
  const name = file.slice("notebooks/".length);
  let heading = "";
  return cells.flatMap(({ cell_type, source }) => {
    const text = [source].flat().join("");
    if (cell_type === "markdown") heading = [...text.matchAll(/^#+ +(.*?)\s*$/gm)].pop()?.[1] ?? heading;
    if (cell_type !== "code") return [];
    const link = `${name}#${encodeURIComponent(heading.replace(/ /g, "-"))}`;
    return [...text.matchAll(/\bclaims\(\s*"([^"]+)"/g)].map(([, filter]) => ({ filter, link }));
  });
}

/** What links to the claims of the given ids, which may belong to several papers: the file, and the part of a notebook. */
export function sourcesOf(ids: readonly string[]): (id: string) => { readonly code?: string; readonly cell?: string } {
  const rooms = papers.filter(({ prefix }) => ids.some((id) => id.startsWith(`${prefix}/`))).map(({ room }) => room);
  const files = rooms.flatMap((room) => filesIn(`claims/${room}`, ".ts")).map((file) => ({ file, text: textOf(file) }));
  const showings = filesIn("notebooks", ".ipynb")
    .flatMap(showingsIn)
    .sort((a, b) => b.filter.length - a.filter.length);
  return (id) => ({ code: codeOf(id, files), cell: showings.find(({ filter }) => id.startsWith(filter))?.link });
}
