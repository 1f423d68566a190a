// Events and their parts in plain words.
import type { AccountAnswer, Count, NamedActor, Status } from "../api/types";

export const STATUSES: readonly Status[] = ["asserted", "claimed", "negated", "future", "hypothetical"];

export const QUAD_NAMES: Record<number, string> = {
  1: "verbal cooperation",
  2: "material cooperation",
  3: "verbal conflict",
  4: "material conflict",
};

/** Who to whom: "Islamic State → Iraq", or as much of it as the article says. */
export function describeParties(event: AccountAnswer): string {
  const actors = listNames(event.actors);
  const recipients = listNames(event.recipients);
  if (actors && recipients) return `${actors} → ${recipients}`;
  return actors || (recipients ? `→ ${recipients}` : "unnamed");
}

export function listNames(parties: readonly NamedActor[]): string {
  return parties.map((party) => isolate(party.name)).join(", ");
}

export function describePlaces(event: AccountAnswer): string {
  return event.places.map((place) => isolate(place.name)).join(", ");
}

/** The publisher and date of an article, as far as they are known. */
export function describeSource({ publisher, published }: { publisher: string | null; published: string | null }): string {
  return [publisher && isolate(publisher), published].filter(Boolean).join(", ");
}

/** A name that is written from right to left keeps what stands beside it in its place. */
export function isolate(name: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(name) ? `\u2068${name}\u2069` : name;
}

export function describeType(event: { type: string; mode: string | null }): string {
  return event.mode ? `${event.type} ${event.mode}` : event.type;
}

export function plural(count: number, word: string): string {
  return `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
}

export function describeCasualties(event: Pick<AccountAnswer, "casualties">): string {
  const parts: string[] = [];
  for (const what of ["killed", "injured", "arrested"] as const) {
    const number = describeCount(event.casualties[what]);
    if (number) parts.push(`${number} ${what}`);
  }
  return parts.join(", ");
}

export function describeCount(count: Count | null): string {
  if (!count) return "";
  const { low, best, high } = count;
  if (low !== null && high !== null) return low === high ? String(low) : `${low} to ${high}`;
  if (low !== null) return `at least ${low}`;
  if (high !== null) return `up to ${high}`;
  return best === null ? "" : String(best);
}
