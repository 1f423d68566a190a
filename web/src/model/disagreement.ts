// What the accounts of an event tell differently, a line for each thing.
import type { Disagreement, ToldPart, Voices } from "../api/types";
import { describeCount } from "./words";

export interface Line {
  what: string;
  told: string[];
}

export function describeDisagreement(found: Disagreement): Line[] {
  return [
    { what: "Whether it happened", told: stances(found) },
    ...found.casualties.map(({ harm, told }) => ({
      what: harm[0]?.toUpperCase() + harm.slice(1),
      told: told.map((one) => `${describeCount(one.count)} (${[one.claimant?.name, one.publisher].filter(Boolean).join(", ") || "unnamed"})`),
    })),
    { what: "Who did it", told: parts(found.actors) },
    { what: "To or with whom", told: parts(found.recipients) },
    { what: "Where", told: parts(found.places) },
    { what: "When", told: found.dates.map(({ date, by }) => `${[date.start, date.end].filter((day, at, all) => day && day !== all[at - 1]).join(" to ")} (${voices(by)})`) },
  ].filter((line) => line.told.length > 0);
}

/** Only where they are at odds: that all assert it is no disagreement. */
function stances(found: Disagreement): string[] {
  const named: [string, Voices][] = [["asserted by", found.asserted_by], ["claimed by", found.claimed_by], ["denied by", found.denied_by]];
  const taken = named.filter(([, by]) => by.publishers.length + by.claimants.length > 0);
  return taken.length > 1 ? taken.map(([what, by]) => `${what} ${voices(by)}`) : [];
}

function parts(told: readonly ToldPart[]): string[] {
  return told.map((part) => `${part.name} (${voices(part.by)})`);
}

function voices(by: Voices): string {
  return [...by.claimants.map((claimant) => claimant.name), ...by.publishers].join(", ") || "unnamed";
}
