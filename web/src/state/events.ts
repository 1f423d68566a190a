// The events of the filter, loaded once for all panes, and those of them that are selected.
import { batch, computed, effect, signal } from "@preact/signals";
import { get } from "../api/client";
import type { EventAnswer, Page, Vocabulary } from "../api/types";
import { concerns } from "../model/concerns";
import { drawing, filter, selection } from "./address";
import { PAGE_OF_EVENTS } from "./drawing";
import { writeFilter, type Filter } from "./filter";
import { selected, startOneEvent } from "./oneEvent";

/** The events of the filter, and after them those that are shown around others. */
export const events = signal<readonly EventAnswer[]>([]);
/** How many of them the filter itself holds. */
export const filtered = signal(0);
export const hasMore = signal(false);
export const loading = signal(true);
export const problem = signal<string | null>(null);
export const vocabulary = signal<Vocabulary | null>(null);
const turn = signal(0);

/** The events that the selection speaks of; all of them where nothing is selected. */
export const chosen = computed(() => {
  const now = selected.value;
  return now ? events.value.filter((event) => concerns(event, now)) : events.value;
});

/** The ids of the chosen events, or null where nothing is selected and so nothing is dimmed. */
export const chosenIds = computed(() =>
  selection.value ? new Set(chosen.value.map((event) => event.id)) : null,
);

export function reload(): void {
  turn.value += 1;
}

export function startLoading(): void {
  let running: AbortController | null = null;
  // Only what changes the events loads them anew, and not how they are drawn.
  const around = computed(() => drawing.value.around.join("\n"));
  const most = computed(() => drawing.value.mostEvents);
  effect(() => {
    void turn.value;
    const wanted = { filter: filter.value, most: most.value, around: around.value.split("\n").filter(Boolean) };
    running?.abort();
    running = new AbortController();
    void load(wanted, running.signal);
  });
  startOneEvent(events);
  get<Vocabulary>("v1/vocabulary").then(
    (words) => (vocabulary.value = words),
    () => undefined, // Its glosses are a help, not a need; a server that is down says so with the events.
  );
}

interface Wanted {
  filter: Filter;
  most: number;
  around: readonly string[];
}

interface Loaded {
  items: EventAnswer[];
  more: boolean;
}

async function load({ filter: wanted, most, around }: Wanted, stop: AbortSignal): Promise<void> {
  loading.value = true;
  let all: readonly EventAnswer[] = [];
  let own: Loaded = { items: [], more: false };
  let trouble: string | null = null;
  try {
    own = await loadPages(wanted, most, stop);
    const others = await Promise.all(around.map((end) => loadPages(aroundFilter(wanted, end), PAGE_OF_EVENTS, stop)));
    const known = new Set(own.items.map((event) => event.id));
    all = [...own.items, ...others.flatMap(({ items }) => items.filter(({ id }) => !known.has(id) && known.add(id)))];
  } catch (error) {
    if (stop.aborted) return;
    trouble = error instanceof Error ? error.message : String(error);
  }
  if (stop.aborted) return;
  batch(() => {
    problem.value = trouble;
    events.value = all;
    filtered.value = trouble ? 0 : own.items.length;
    hasMore.value = !trouble && own.more;
    loading.value = false;
  });
}

async function loadPages(wanted: Filter, most: number, stop: AbortSignal): Promise<Loaded> {
  const query = writeFilter(wanted);
  query.set("limit", String(PAGE_OF_EVENTS));
  const items: EventAnswer[] = [];
  for (;;) {
    const page = await get<Page<EventAnswer>>(`v1/events?${query}`, stop);
    items.push(...page.items);
    if (page.next === null || items.length >= most) return { items, more: page.next !== null };
    query.set("cursor", page.next);
  }
}

/** The same filter with one actor or place in the stead of those it names. */
function aroundFilter({ actor: _, with: __, place: ___, country: ____, ...rest }: Filter, end: string): Filter {
  const [kind = "", id = ""] = [end.slice(0, end.indexOf(":")), end.slice(end.indexOf(":") + 1)];
  return kind === "place" ? { ...rest, place: id } : { ...rest, actor: id };
}
