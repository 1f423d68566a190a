// Parameters of an address that have no control of their own in the filter row, in words.
import type { Filter, FilterName } from "../state/filter";

const NAMES: Partial<Record<FilterName, string>> = { with: "with", mode: "mode", country: "country", as_of: "as of", q: "words" };

export function unshown(filter: Filter): FilterName[] {
  return (Object.keys(NAMES) as FilterName[]).filter((name) => name in filter);
}

export function describe(filter: Filter, name: FilterName): string {
  const value = filter[name];
  return `${NAMES[name] ?? name}: ${typeof value === "string" ? value : value?.join(", ")}`;
}
