// Parameters of the filter that the row shows only when they are set, in words.
import type { Filter, FilterName } from "../state/filter";

const NAMES: Partial<Record<FilterName, string>> = { with: "with", country: "country", as_of: "as of", q: "words" };

export function unshown(filter: Filter): FilterName[] {
  return (Object.keys(NAMES) as FilterName[]).filter((name) => name in filter);
}

export function describe(filter: Filter, name: FilterName): string {
  const value = filter[name];
  return `${NAMES[name] ?? name}: ${typeof value === "string" ? value : value?.join(", ")}`;
}
