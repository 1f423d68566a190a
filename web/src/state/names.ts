// What ids are called: of what is loaded, and of what was picked from suggestions.
import { computed, signal } from "@preact/signals";
import type { Selection } from "./address";
import { article } from "./articles";
import { events } from "./events";

const picked = signal<ReadonlyMap<string, string>>(new Map());

const known = computed(() => {
  const names = new Map(picked.value);
  for (const event of events.value)
    for (const end of [...event.actors, ...event.recipients, ...event.places, ...(event.claimant ? [event.claimant] : [])]) names.set(end.id, end.name);
  return names;
});

export function remember(id: string, name: string): void {
  picked.value = new Map(picked.value).set(id, name);
}

/** The name of an actor or place; an id that nobody has named yet stands for itself. */
export function nameOfId(id: string): string {
  return known.value.get(id) ?? id;
}

export function nameOf(selection: Selection): string {
  switch (selection.kind) {
    case "edge":
      return selection.id.split("|").map(nameOfId).join(" and ");
    case "days": {
      const [first = "", last = first] = selection.id.split("|");
      return first === last ? first : `${first} to ${last}`;
    }
    case "article":
      return article(selection.id).value.article?.article.title ?? "Untitled article";
    case "event":
      return "One event";
    default:
      return nameOfId(selection.id);
  }
}
