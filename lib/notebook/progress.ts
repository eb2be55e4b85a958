/** A bar for long work. */
import { checkInteger } from "../arguments";
import { display } from "./display";

/** Work in progress. */
export interface Progress {
  /** Says that some more of the steps are done. */
  readonly advance: (steps?: number) => void;
  /** Takes the bar away. */
  readonly done: () => void;
}

const MILLISECONDS_BETWEEN_DRAWINGS = 100;
let bars = 0;

/**
 * Shows a bar with the time left, which vanishes when the work is done and leaves nothing in the saved notebook.
 * @param total how many steps the work has, at least 1
 * @param label what is being done
 */
export function progress(total: number, label = ""): Progress {
  checkInteger("total", total, { min: 1 });
  const name = `progress-${process.pid}-${bars++}`;
  const begin = performance.now();
  let steps = 0;
  let drawn = -Infinity;
  let shown = false;

  const draw = (now: number): void => {
    const left = steps > 0 ? `${Math.ceil(((now - begin) / 1000) * (total / steps - 1))} s left` : "";
    const percent = Math.floor((100 * steps) / total);
    const text = `${label} ${percent} % ${left}`.trim();
    display(
      {
        "text/html": `${label} <progress max="${total}" value="${steps}"></progress> ${percent} % <small>${left}</small>`,
        "text/plain": text,
      },
      {},
      name,
      shown,
    );
    shown = true;
    drawn = now;
  };
  const done = (): void => {
    if (shown) display({ "text/html": "", "text/plain": "" }, {}, name, true);
    shown = false;
    steps = total;
  };

  return {
    advance(more = 1) {
      steps = Math.min(total, steps + more);
      const now = performance.now();
      if (steps === total) done();
      else if (now - drawn >= MILLISECONDS_BETWEEN_DRAWINGS) draw(now);
    },
    done,
  };
}
