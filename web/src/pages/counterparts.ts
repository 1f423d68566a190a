// With whom an actor had to do, and how: counted from its events.
import type { EventAnswer, NamedActor } from "../api/types";
import { dayRange } from "../model/days";

export interface Counterpart {
  id: string;
  name: string;
  /** What the actor did to it, what it did to the actor, and what both took part in on one side. */
  to: number;
  from: number;
  with: number;
  total: number;
  /** Events of each quad class, 1 to 4. */
  quads: Record<number, number>;
  last: string;
}

export function countCounterparts(actor: string, events: readonly EventAnswer[]): Counterpart[] {
  const found = new Map<string, Counterpart>();
  for (const event of events) {
    const acts = event.actors.some(({ id }) => id === actor);
    const others = new Map<string, { party: NamedActor; how: "to" | "from" | "with" }>();
    for (const party of event.actors) others.set(party.id, { party, how: acts ? "with" : "from" });
    for (const party of event.recipients) if (!others.has(party.id)) others.set(party.id, { party, how: acts ? "to" : "with" });
    others.delete(actor);
    for (const { party, how } of others.values()) count(found, party, how, event);
  }
  return [...found.values()].sort((a, b) => b.total - a.total || a.name.localeCompare(b.name));
}

function count(found: Map<string, Counterpart>, { id, name }: NamedActor, how: "to" | "from" | "with", event: EventAnswer): void {
  const own = found.get(id) ?? { id, name, to: 0, from: 0, with: 0, total: 0, quads: {}, last: "" };
  own[how] += 1;
  own.total += 1;
  own.quads[event.quad] = (own.quads[event.quad] ?? 0) + 1;
  const day = dayRange(event)?.last ?? "";
  if (day > own.last) own.last = day;
  found.set(id, own);
}

/** How often each value comes, the most frequent first. */
export function tally(values: Iterable<string>): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}
