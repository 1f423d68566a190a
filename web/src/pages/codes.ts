// What codes are called.
import type { FullVocabulary } from "../api/pageTypes";
import { vocabulary } from "../state/events";

/** An actor in a line: "person · IRQ · government (GOV)". */
export function describeActor({ kind, country, sector }: { kind: string; country: string | null; sector: string | null }): string {
  const known = (vocabulary.value as FullVocabulary | null)?.sectors.find(({ code }) => code === sector);
  return [kind, country, known ? `${known.name} (${sector})` : sector].filter(Boolean).join(" · ");
}
