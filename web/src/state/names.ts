// What ids are called: of what is loaded, of what was picked from suggestions, and of what an address names.
import { computed, effect, signal } from "@preact/signals";
import { get } from "../api/client";
import { drawing, filter, selection, type Selection } from "./address";
import { article } from "./articles";
import { events, loading, problem } from "./events";

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

/** Ask what the ids of an address are called that no event names, such as a province whose towns have all the events. */
export function startNames(): void {
  const asked = new Set<string>();
  effect(() => {
    if (loading.value || problem.value) return;
    for (const end of endsOfAddress()) {
      const [kind = "", id = ""] = [end.slice(0, end.indexOf(":")), end.slice(end.indexOf(":") + 1)];
      if (known.value.has(id) || asked.has(end)) continue;
      asked.add(end);
      // What has no name stands for itself.
      get<{ name: string }>(`v1/${kind}s/${encodeURIComponent(id)}`).then(({ name }) => remember(id, name), () => undefined);
    }
  });
}

/** The actors and places that the address names, as `kind:id`. */
function endsOfAddress(): string[] {
  const { actor, with: other, place } = filter.value;
  const now = selection.value;
  return [
    ...[actor, other].flatMap((id) => (id ? [`actor:${id}`] : [])),
    ...(place ? [`place:${place}`] : []),
    ...drawing.value.around,
    ...(now?.kind === "actor" || now?.kind === "place" ? [`${now.kind}:${now.id}`] : []),
  ];
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
