// What a person is about to say of an event, and how that differs from what was read.
import type { AccountAnswer, DateInterval, Status } from "../api/types";

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

export interface Draft extends Record<FieldName, readonly Party[]> {
  relation: string;
  status: Status;
  first: string;
  last: string;
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
  };
}

/** The `changes` of an `edit-event`, with the fields that differ; null where none does. */
export function changesOf(account: AccountAnswer, draft: Draft): Record<string, unknown> | null {
  const before = makeDraft(account);
  const changes: Record<string, unknown> = {};
  if (draft.relation !== before.relation) changes["relation"] = draft.relation;
  if (draft.status !== before.status) changes["status"] = draft.status;
  if (draft.first !== before.first || draft.last !== before.last) changes["date"] = interval(draft.first, draft.last);
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
