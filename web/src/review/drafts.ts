// What a person is about to say of an event, and how that differs from what was read.
import type { AccountAnswer, Count, DateInterval, Status } from "../api/types";

/** Somebody or some place, with a record where the graph does not know it yet. */
export interface Party {
  id: string;
  name: string;
  record?: { id: string; name: string; kind: string };
}

export const FIELDS = [
  { field: "actors", name: "Who did it", kind: "actor", several: true },
  { field: "recipients", name: "To or with whom", kind: "actor", several: true },
  { field: "places", name: "Where", kind: "place", several: true },
  { field: "claimant", name: "Who says so", kind: "actor", several: false },
] as const;

export type FieldName = (typeof FIELDS)[number]["field"];

export const HARMS = ["killed", "injured", "arrested"] as const;
export type Harm = (typeof HARMS)[number];

/** A number of people as it stands in its fields: what nobody said is empty. */
export type Typed = Record<keyof Count, string>;

export interface Draft extends Record<FieldName, readonly Party[]> {
  relation: string;
  status: Status;
  first: string;
  last: string;
  instruments: readonly string[];
  casualties: Record<Harm, Typed>;
}

export function makeDraft(account: AccountAnswer): Draft {
  const named = (parties: readonly { id: string; name: string }[]) => parties.map(({ id, name }) => ({ id, name }));
  const { start, end } = account.date;
  return {
    relation: account.relation,
    status: account.status,
    first: start ?? "",
    last: end ?? "",
    actors: named(account.actors),
    recipients: named(account.recipients),
    places: named(account.places),
    claimant: account.claimant ? named([account.claimant]) : [],
    instruments: account.instruments,
    casualties: { killed: typed(account.casualties.killed), injured: typed(account.casualties.injured), arrested: typed(account.casualties.arrested) },
  };
}

function typed(count: Count | null): Typed {
  const { low = null, best = null, high = null } = count ?? {};
  return { low: low?.toString() ?? "", best: best?.toString() ?? "", high: high?.toString() ?? "" };
}

/** A number alone is exact; "at least" or "at most" alone is also the best that is known. */
function countOf({ low, best, high }: Typed): Count | null {
  const read = (text: string) => (text.trim() ? Number(text) : null);
  const [least, likely, most] = [read(low), read(best), read(high)];
  if (least === null && most === null) return likely === null ? null : { low: likely, best: likely, high: likely };
  return { low: least, best: likely ?? (least === null || most === null ? (least ?? most) : null), high: most };
}

/** What is wrong with a number of people, in plain words; null where nothing is. */
export function problemOf(count: Typed): string | null {
  const { low, best, high } = countOf(count) ?? { low: null, best: null, high: null };
  const told = [low, best, high].filter((number) => number !== null);
  if (told.some((number) => !Number.isInteger(number) || number < 0)) return "Give whole numbers.";
  return told.some((number, at) => at > 0 && number < (told[at - 1] ?? 0)) ? "The numbers must not get smaller from left to right." : null;
}

/** The `changes` of an `edit-event`, with the fields that differ; null where none does. */
export function changesOf(account: AccountAnswer, draft: Draft): Record<string, unknown> | null {
  const before = makeDraft(account);
  const changes: Record<string, unknown> = {};
  if (draft.relation !== before.relation) changes["relation"] = draft.relation;
  if (draft.status !== before.status) changes["status"] = draft.status;
  if (draft.first !== before.first || draft.last !== before.last) changes["date"] = interval(draft.first, draft.last);
  if (draft.instruments.join("\n") !== before.instruments.join("\n")) changes["instruments"] = draft.instruments;
  if (HARMS.some((harm) => JSON.stringify(draft.casualties[harm]) !== JSON.stringify(before.casualties[harm])))
    changes["casualties"] = Object.fromEntries(HARMS.map((harm) => [harm, countOf(draft.casualties[harm])]));
  for (const { field, several } of FIELDS) {
    const given = draft[field].map((party) => party.record ?? party.id);
    if (draft[field].map(({ id }) => id).join() !== before[field].map(({ id }) => id).join()) changes[field] = several ? given : (given[0] ?? null);
  }
  return Object.keys(changes).length ? changes : null;
}

function interval(first: string, last: string): DateInterval {
  const start = first || last;
  if (!start) return { start: null, end: null, granularity: null };
  const end = last || first;
  return { start, end, granularity: start === end ? "day" : "days" };
}

/** An id for somebody new, in the manner of the ids that the graph makes. */
export function idFor(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "unnamed";
}
