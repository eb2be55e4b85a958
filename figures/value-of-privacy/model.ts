/** Figure 1. */
import { colour, type Figure } from "../../lib/plot";

/** Figure 1: who knows what, and what flows where. */
export function modelFigure(): Figure {
  const people = [
    { y: 0.82, i: "1" },
    { y: 0.5, i: "2" },
    { y: 0.18, i: "N" },
  ];
  const box = (x: number, y: number, text: string, fill: string, wide = 0.052) => ({
    shape: {
      type: "rect" as const,
      x0: x - wide,
      x1: x + wide,
      y0: y - 0.075,
      y1: y + 0.075,
      line: { color: "#444", width: 1.2 },
      fillcolor: fill,
    },
    label: { x, y, text, showarrow: false, font: { size: 15 } },
  });
  const arrow = (x: number, y: number, ax: number, ay: number, text = "", dy = 0.05, dash = false) => [
    {
      x,
      y,
      ax,
      ay,
      xref: "x" as const,
      yref: "y" as const,
      axref: "x" as const,
      ayref: "y" as const,
      showarrow: true,
      arrowhead: 2,
      arrowwidth: 1.4,
      arrowcolor: dash ? colour(1) : "#444",
      text: "",
    },
    ...(text ? [{ x: (x + ax) / 2, y: (y + ay) / 2 + dy, text, showarrow: false, font: { size: 12 } }] : []),
  ];
  const boxes = [
    box(0.06, 0.5, "<i>W</i>", "#dbe9f6"),
    ...people.flatMap(({ y, i }) => [
      box(0.32, y, `<i>S</i><sub>${i}</sub>`, "#f2f2f2"),
      box(0.56, y, `<i>X</i><sub>${i}</sub>`, "#fdebd8"),
    ]),
    box(0.88, 0.5, "data<br>collector", "#dbe9f6", 0.08),
  ];
  const arrows = people.flatMap(({ y, i }) => [
    ...arrow(0.265, y, 0.115, 0.5 + (y - 0.5) * 0.2, i === "1" ? "equal w.p. <i>θ</i>" : "", 0.09),
    ...arrow(0.505, y, 0.375, y, `<i>σ</i><sub>${i}</sub>`),
    ...arrow(0.795, 0.5 + (y - 0.5) * 0.2, 0.615, y, i === "1" ? "report 0, 1 or ⊥" : "", 0.1),
  ]);
  const payments = [
    ...arrow(
      0.32,
      0.03,
      0.88,
      0.03,
      "payments <i>R</i><sub>1</sub>(<i>X</i>), …, <i>R</i><sub>N</sub>(<i>X</i>)",
      -0.05,
      true,
    ),
    ...arrow(0.88, 0.03, 0.88, 0.42, "", 0, true).map((a) => ({ ...a, arrowhead: 0 })),
    ...arrow(0.32, 0.1, 0.32, 0.03, "", 0, true),
  ];
  const hidden = { showgrid: false, showticklabels: false, ticks: "" as const, showline: false, zeroline: false };
  return {
    data: [],
    layout: {
      title: { text: "The model: state, signals, reports, payments" },
      xaxis: { ...hidden, range: [0, 1] },
      yaxis: { ...hidden, range: [-0.08, 1] },
      height: 360,
      margin: { l: 10, r: 10, t: 50, b: 10 },
      shapes: boxes.map(({ shape }) => shape),
      annotations: [
        ...boxes.map(({ label }) => label),
        ...arrows,
        ...payments,
        { x: 0.44, y: 0.34, text: "⋮", showarrow: false },
      ],
    },
    text: "The state W reaches each person as a signal that equals it with probability θ; each reports her signal, or not, by a strategy of her own; the collector sees the reports only, and pays for them.",
  };
}
