/** Privacy levels beside 50 digits and the definition. */
import fc from "fast-check";
import { auditPrivacy } from "../../lib/privacy/audit";
import { logRatio, logRatios, privacyLevel } from "../../lib/privacy/channel";
import { randomisedResponse, truthProbability } from "../../lib/privacy/randomised-response";
import { big } from "../big";
import { compare, laws, logarithmic } from "../compare";
import { ROUNDED, SUMMED } from "../near";

const signed = fc
  .tuple(fc.oneof(logarithmic(1e-300, 1), logarithmic(1, 745)), fc.constantFrom(-1, 1))
  .map(([x, sign]) => sign * x);

/** ln p − ln q of two masses as they are given. */
const exactly = (p: number, q: number): number =>
  p === q ? 0 : p === 0 ? -Infinity : q === 0 ? Infinity : big(p).div(big(q)).ln().toNumber();

compare("the probability of the truth at a privacy level", {
  inputs: signed,
  ours: (level) => [truthProbability(level), ...randomisedResponse(level)[0]],
  slow: (level) => {
    const [truth, lie] = [level, -level].map((x) => big(1).div(big(-x).exp().plus(1)).toNumber());
    return [truth, truth, lie];
  },
  within: SUMMED,
});

compare("log ratios of masses", {
  inputs: fc.oneof(
    fc.tuple(logarithmic(1e-320, 1), logarithmic(1e-320, 1)),
    fc.tuple(logarithmic(1e-300, 1), logarithmic(1e-15, 1)).map(([p, part]): [number, number] => [p, p * (1 - part)]),
  ),
  ours: ([p, q]) => [logRatio(p, q), logRatio(q, p)],
  slow: ([p, q]) => [exactly(p, q), exactly(q, p)],
  within: ROUNDED,
});

compare("the privacy level of a channel", {
  inputs: fc
    .integer({ min: 1, max: 5 })
    .chain((outcomes) => fc.array(laws(outcomes, outcomes), { minLength: 1, maxLength: 4 })),
  ours: (channel) => [
    privacyLevel(channel).level,
    logRatios(channel).reduce((most, ratio) => Math.max(most, ratio), 0),
  ],
  slow: (channel) => {
    const level = Math.max(
      0,
      ...channel.flatMap((p) => channel.flatMap((q) => p.map((mass, o) => exactly(mass, q[o])))),
    );
    return [level, level];
  },
  within: ROUNDED,
});

compare("the privacy level of a mechanism, over all pairs of neighbouring profiles", {
  inputs: fc
    .record({
      reports: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
      outcomes: fc.integer({ min: 1, max: 4 }),
    })
    .chain(({ reports, outcomes }) =>
      fc.record({
        reports: fc.constant(reports),
        table: fc.array(laws(outcomes, outcomes), { minLength: 27, maxLength: 27 }),
      }),
    ),
  ours: ({ reports, table }) => auditPrivacy({ reports, law: (profile) => table[codeOf(profile)] }).level,
  slow: ({ reports, table }) => {
    const profiles = table.map((_, code) =>
      [code % 3, Math.floor(code / 3) % 3, Math.floor(code / 9)].slice(0, reports.length),
    );
    const allowed = profiles.filter((profile) => profile.every((report, i) => report < reports[i]));
    let level = 0;
    for (const one of allowed) {
      for (const other of allowed) {
        if (one.filter((report, i) => report !== other[i]).length !== 1) continue;
        table[codeOf(one)].forEach((mass, o) => (level = Math.max(level, exactly(mass, table[codeOf(other)][o]))));
      }
    }
    return level;
  },
  within: ROUNDED,
  few: 25,
});

function codeOf(profile: readonly number[]): number {
  return profile.reduce((code, report, i) => code + report * 3 ** i, 0);
}
