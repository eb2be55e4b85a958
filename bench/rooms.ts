/** The rooms of lib/ whose works are timed, each with the file of its peer (bench/peers/). */
export const ROOMS = [
  { room: "value-of-privacy", peer: "wang-ying-zhang-2016" },
  { room: "correlated-costs", peer: "fleischer-lyu-2012" },
  { room: "truthful-mechanisms", peer: "chen-et-al-2011" },
  { room: "fair-value", peer: "kang-et-al-2023" },
  { room: "pricing-samples", peer: "gkatzelis-et-al-2012" },
] as const;
