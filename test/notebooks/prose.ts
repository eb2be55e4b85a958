/** Numbers that prose states, and those that are shown: what agrees, and what does not. */
import { textOf, type Cell, type Notebook } from "../../tools/notebook";

/** A number that prose states and nothing shows. */
export interface Unshown {
  readonly cell: string;
  readonly number: string;
  /** The words around it. */
  readonly context: string;
}

const PLACES =
  "Sections?|Assumptions?|Theorems?|Lemmas?|Propositions?|Corollar(?:y|ies)|Definitions?|Figures?|Figs?\\.|Tables?|" +
  "Examples?|Mechanisms?|Algorithms?|Eqs?\\.|equations?|pages?|§";
const PLACE = "\\(?[A-Z]?\\d[\\d.]*(?:\\([a-z]\\))?\\)?";

/** What prose holds beside statements of results. */
const NOT_PROSE: readonly RegExp[] = [
  /```.*?```/gs, // code
  /`[^`]*`/g,
  /\$\$.*?\$\$/gs, // formulas
  /\$[^$\n]*\$/g,
  /\]\([^)]*\)/g, // links' targets
  /\[\d\d-[\w-]+\]?/g, // notebooks' names
  /<!--\s*(?:paper|not shown):[^>]*-->/g, // markers, once they are read
  new RegExp(`(?:${PLACES})\\s*${PLACE}(?:(?:,| and| to|–| or)\\s*${PLACE})*`, "gi"),
  /\(\d+(?:\.\d+)?[a-z]?\)/g, // equations
  /\b(?:19|20)\d\d\b(?!\s*(?:runs|users|people|plays|draws))/g, // years
];

/** A number as it is written: a sign, digits in groups perhaps, decimals, a power of ten. */
const NUMBER =
  /(?<![\w.^_/-])[-−]?(?:\d{1,3}(?:[  ,]\d{3})+|\d+)?(?:\.\d+)?(?:(?:e|\s?[·×]\s?10\^?)[-−]?\d+)?(?![\w])/g;

const valueOf = (text: string): number =>
  Number(
    text
      .replace(/[  ,]/g, "")
      .replace(/−/g, "-")
      .replace(/\s?[·×]\s?10\^?/, "e"),
  );

/** Digits that say something: 0.20 has two, 300 one. */
const significant = (text: string): number => {
  const mantissa = text
    .replace(/(?:e|[·×]).*$/, "")
    .replace(/[^\d.]/g, "")
    .replace(/^[0.]+/, "");
  return (mantissa.includes(".") || text.includes(".") ? mantissa : mantissa.replace(/0+$/, "")).replace(".", "")
    .length;
};

/** Half a unit of the last digit that is written. */
const halfUnit = (text: string): number => {
  const [, decimals = ""] = /\.(\d+)/.exec(text) ?? [];
  const [, power = "0"] = /(?:e|10\^?)([-−]?\d+)$/.exec(text.replace(/−/g, "-")) ?? [];
  return 0.5000001 * 10 ** (Number(power) - decimals.length);
};

function numbersIn(text: string): number[] {
  return [...text.matchAll(NUMBER)]
    .map(([found]) => found)
    .filter((found) => /\d/.test(found))
    .map(valueOf);
}

/** All numbers that a cell shows or is written with. */
function shownBy(cell: Cell): number[] {
  const texts = (cell.outputs ?? []).flatMap(({ text, data }) => [
    textOf(text ?? ""),
    textOf((data?.["text/plain"] ?? "") as string),
  ]);
  return [textOf(cell.source), ...texts].flatMap(numbersIn);
}

/** The cells between one heading and the next of the first two ranks. */
function sectionsOf({ cells }: Notebook): Cell[][] {
  const sections: Cell[][] = [[]];
  for (const cell of cells) {
    if (cell.cell_type === "markdown" && /^##? /m.test(textOf(cell.source))) sections.push([]);
    sections[sections.length - 1].push(cell);
  }
  return sections;
}

/** From how many digits on a number that is the same is no chance, wherever in the notebook it stands. */
const UNMISTAKABLE = 4;

/**
 * The numbers of two or more significant digits in a notebook's prose that its section (of longer ones: the notebook)
 * does not show at their precision, as such, without the sign, or as a percentage; but for those that a marker takes from
 * the paper, as in `<!-- paper: 0.35, 1.2 -->`, or owns to, as in `<!-- not shown: 512 -->`.
 */
export function unshownNumbers(notebook: Notebook): Unshown[] {
  const shownIn = (cells: readonly Cell[]): number[] =>
    cells.filter(({ cell_type }) => cell_type === "code").flatMap(shownBy);
  const anywhere = shownIn(notebook.cells);
  return sectionsOf(notebook).flatMap((section) => {
    const here = shownIn(section);
    return section
      .filter(({ cell_type }) => cell_type === "markdown")
      .flatMap((cell) => unshownIn(cell, (text) => (significant(text) >= UNMISTAKABLE ? anywhere : here)));
  });
}

function unshownIn(cell: Cell, shownFor: (number: string) => readonly number[]): Unshown[] {
  const source = textOf(cell.source);
  const marked = [...source.matchAll(/<!--\s*(?:paper|not shown):([^>]*?)-->/g)].flatMap(([, list]) => numbersIn(list));
  const prose = NOT_PROSE.reduce((text, pattern) => text.replace(pattern, (part) => " ".repeat(part.length)), source);
  return [...prose.matchAll(NUMBER)]
    .filter(([found]) => /\d/.test(found) && significant(found) >= 2)
    .filter((match) => {
      const [found] = match;
      const value = Math.abs(valueOf(found));
      const percent = /^\s*(?:%|per cent|percent)/.test(prose.slice(match.index + found.length));
      const near = (x: number): boolean => Math.abs(Math.abs(x) - value) <= halfUnit(found) + 1e-12 * value;
      const isShown = (x: number): boolean =>
        near(x) || (percent && (near(100 * x) || near(100 * (x - 1)) || near(100 * (1 - x))));
      return !shownFor(found).some(isShown) && !marked.some((x) => Math.abs(x) === value);
    })
    .map((match) => ({
      cell: cell.id,
      number: match[0].trim(),
      context: source.slice(Math.max(0, match.index - 50), match.index + match[0].length + 30).replace(/\s+/g, " "),
    }));
}
