/** Names as they are typed. */
import { fail } from "./fail";

/** The one of `known` that is meant by a name or by how it begins; else this command ends, and says what there is. */
export function choose(what: string, name: string, known: readonly string[]): string {
  if (known.includes(name)) return name;
  const meant = known.filter((one) => one.startsWith(name));
  if (name !== "" && meant.length === 1) return meant[0];
  if (name !== "" && meant.length > 1) fail(`${name} may be ${meant.join(" or ")}`);
  return fail(`there is no ${what} ${name}; there are ${known.join(", ")}`);
}
