// The events of the filter, loaded once for all panes, and those of them that are selected.
import { computed, effect, signal } from "@preact/signals";
import { get } from "../api/client";
import type { EventAnswer, Page, Vocabulary } from "../api/types";
import { concerns } from "../model/concerns";
import { filter, selection } from "./address";
import { writeFilter } from "./filter";
import { selected, startOneEvent } from "./oneEvent";

/** What one view holds at most; the API's own largest page. */
export const MOST_EVENTS = 1000;

export const events = signal<readonly EventAnswer[]>([]);
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
  effect(() => {
    void turn.value;
    const query = writeFilter(filter.value);
    running?.abort();
    running = new AbortController();
    void load(query, running.signal);
  });
  startOneEvent(events);
  get<Vocabulary>("v1/vocabulary").then(
    (words) => (vocabulary.value = words),
    () => undefined, // Its glosses are a help, not a need; a server that is down says so with the events.
  );
}

async function load(query: URLSearchParams, stop: AbortSignal): Promise<void> {
  loading.value = true;
  query.set("limit", String(MOST_EVENTS));
  try {
    const page = await get<Page<EventAnswer>>(`v1/events?${query}`, stop);
    events.value = page.items;
    hasMore.value = page.next !== null;
    problem.value = null;
  } catch (error) {
    if (stop.aborted) return;
    problem.value = error instanceof Error ? error.message : String(error);
    events.value = [];
    hasMore.value = false;
  }
  loading.value = false;
}
