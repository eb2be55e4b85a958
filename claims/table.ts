/** Rows of the ledger as a page shows them. */
import { escape } from "../lib/notebook/grid";
import type { LedgerRow } from "./check";
import type { Verdict } from "./claim";
import { sourcesOf } from "./sources";
import { summary, verdictOf } from "./summary";

/** What is of note first. The colours are read on white and on black. */
const GROUPS: readonly { readonly verdict: Verdict; readonly colour: string }[] = [
  { verdict: "fails", colour: "#c2410c" },
  { verdict: "holds as corrected", colour: "#a16207" },
  { verdict: "not refuted", colour: "#0369a1" },
  { verdict: "holds", colour: "#047857" },
  { verdict: "not checkable", colour: "#6b7280" },
];

/** More rows than this are grouped by their verdicts, and can be filtered and sorted. */
const AT_A_GLANCE = 15;
/** Of evidence: more letters than this are folded. */
const LONG = 120;

/** For what is run in the session: a page drops scripts of a notebook that it does not trust. */
const FILTER = `<script>(() => {
  const box = document.currentScript.parentElement;
  const input = box.insertBefore(document.createElement("input"), box.firstChild);
  Object.assign(input, { type: "search", size: 40, placeholder: "filter: words, an id, a verdict" });
  input.oninput = () => {
    const words = input.value.toLowerCase().split(" ");
    for (const row of box.querySelectorAll("tbody tr")) {
      row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
      if (input.value && !row.hidden) row.closest("table").parentElement.open = true;
    }
  };
  for (const head of box.querySelectorAll("th")) {
    Object.assign(head, { title: "sort" }).style.cursor = "pointer";
    head.onclick = () => {
      const sign = (head.dataset.sign = -(head.dataset.sign ?? -1));
      const text = (row) => row.cells[head.cellIndex].textContent;
      const body = head.closest("table").tBodies[0];
      const compare = (a, b) => sign * text(a).localeCompare(text(b), undefined, { numeric: true });
      body.append(...[...body.rows].sort(compare));
    };
  }
})();</script>`;

const badge = (text: string, verdict: Verdict): string => {
  const { colour } = GROUPS.find((group) => group.verdict === verdict)!;
  const style = `background-color: ${colour}; color: white; padding: 1px 6px; border-radius: 8px; white-space: nowrap`;
  return `<span style="${style}">${escape(text)}</span>`;
};

const folded = (text: string): string =>
  text.length <= LONG
    ? escape(text)
    : `<details><summary>${escape(text.slice(0, LONG - 20).replace(/\s\S*$/, ""))} …</summary>${escape(text)}</details>`;

const HEADERS = ["claim", "it says", "evidence"];

function tableOf(rows: readonly LedgerRow[]): string {
  const sources = sourcesOf(rows.map(({ id }) => id));
  const row = (one: LedgerRow): string => {
    const { code, cell } = sources(one.id);
    const links = [code && `<a href="${code}">check</a>`, cell && `<a href="${cell}">notebook</a>`].filter(Boolean);
    const statement = one.correction
      ? `${escape(one.statement)}<br><b>Corrected:</b> ${escape(one.correction)}`
      : escape(one.statement);
    const cells = [
      `${badge(verdictOf(one), one.verdict)}<br><b>${escape(one.id)}</b><br>${escape(one.where)}<br>` +
        `<small>${links.join(" · ")}</small>`,
      statement,
      one.method === "none" ? folded(one.evidence) : `<i>${one.method}</i>: ${folded(one.evidence)}`,
    ];
    return `<tr>${cells.map((html) => `<td style="text-align: left; vertical-align: top">${html}</td>`).join("")}</tr>`;
  };
  const head = HEADERS.map((header) => `<th style="text-align: left">${header}</th>`).join("");
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${rows.map(row).join("\n")}\n</tbody></table>`;
}

/** The rows as HTML: a few as one table in their order, many by verdict, those that hold folded. */
export function ledgerHtml(rows: readonly LedgerRow[]): string {
  if (rows.length <= AT_A_GLANCE) return `<div>${escape(summary(rows))}\n${tableOf(rows)}</div>`;
  const groups = GROUPS.map(({ verdict }) => rows.filter((row) => row.verdict === verdict))
    .filter((group) => group.length > 0)
    .map((group) => {
      const [{ verdict }] = group;
      const open = verdict === "holds" ? "" : " open";
      const count = `${group.length} ${group.length === 1 ? "claim" : "claims"}`;
      return `<details${open}><summary>${badge(verdictOf({ ...group[0], ok: true }), verdict)} ${count}</summary>\n${tableOf(group)}</details>`;
    });
  return `<div><div>${escape(summary(rows))}</div>\n${groups.join("\n")}\n${FILTER}</div>`;
}
