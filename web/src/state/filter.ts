// The filter, with the API's own parameters, and how it is written in an address.

const SINGLE = ["q", "actor", "with", "place", "country", "since", "until", "min_confidence", "as_of"] as const;
const REPEATED = ["relation", "type", "mode", "status", "publisher"] as const;

export type SingleName = (typeof SINGLE)[number];
export type RepeatedName = (typeof REPEATED)[number];
export type Filter = Readonly<Partial<Record<SingleName, string>> & Partial<Record<RepeatedName, readonly string[]>>>;
export type FilterName = SingleName | RepeatedName;

export function readFilter(query: URLSearchParams): Filter {
  const filter: Record<string, string | string[]> = {};
  for (const name of SINGLE) {
    const value = query.get(name)?.trim();
    if (value) filter[name] = value;
  }
  for (const name of REPEATED) {
    const values = query.getAll(name).filter((value) => value !== "");
    if (values.length) filter[name] = values;
  }
  return filter;
}

export function writeFilter(filter: Filter): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of SINGLE) {
    const value = filter[name];
    if (value) query.set(name, value);
  }
  for (const name of REPEATED) {
    for (const value of filter[name] ?? []) query.append(name, value);
  }
  return query;
}

/** The filter with one parameter set; undefined, "" and [] take it out. */
export function withValue(filter: Filter, name: FilterName, value: string | readonly string[] | undefined): Filter {
  const { [name]: _, ...rest } = filter;
  return value === undefined || value.length === 0 ? rest : { ...rest, [name]: value };
}

export function isRepeated(name: FilterName): name is RepeatedName {
  return (REPEATED as readonly string[]).includes(name);
}
