// The kinds of actors in the few groups that shape and colour can tell apart.

export type KindGroup = "person" | "state" | "armed" | "organisation" | "people" | "place";

export const GROUPS: readonly { group: KindGroup; name: string }[] = [
  { group: "person", name: "person" },
  { group: "state", name: "state" },
  { group: "armed", name: "armed force" },
  { group: "organisation", name: "organisation" },
  { group: "people", name: "people" },
  { group: "place", name: "place" },
];

const OF_KIND: Record<string, KindGroup> = {
  person: "person",
  state: "state",
  government: "state",
  parliament: "state",
  court: "state",
  "armed group": "armed",
  military: "armed",
  police: "armed",
  "criminal group": "armed",
  civilians: "people",
  "ethnic group": "people",
  "religious group": "people",
};

export function kindGroup(kind: string | null): KindGroup {
  return OF_KIND[kind ?? ""] ?? "organisation";
}

const PLACE_WORDS: Record<string, string> = { admin1: "province", admin2: "district", "below city": "spot" };

/** A kind of place as one would say it. */
export function placeWord(kind: string | null): string {
  return PLACE_WORDS[kind ?? ""] ?? kind ?? "";
}
