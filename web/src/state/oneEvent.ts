// The selected event with every account of it. An event is found by its id and by that of each account.
import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import { ApiError, get } from "../api/client";
import type { OneEvent } from "../api/types";
import { clearSelection, selection } from "./address";
import { tellProblem } from "./notice";

const opened = signal<OneEvent | null>(null);

/** The selected event, once it has come. */
export const oneEvent = computed(() => {
  const now = selection.value;
  const event = opened.value;
  if (now?.kind !== "event" || !event) return null;
  return event.id === now.id || event.told?.some((account) => account.id === now.id) ? event : null;
});

/** The selection, an account standing for its event. */
export const selected = computed(() => {
  const event = oneEvent.value;
  return event ? { kind: "event" as const, id: event.id } : selection.value;
});

/** Ask for what is selected, anew whenever `changed` does. */
export function startOneEvent(changed: ReadonlySignal<unknown>): void {
  effect(() => {
    void changed.value;
    const now = selection.value;
    if (now?.kind !== "event") return;
    get<OneEvent>(`v1/events/${encodeURIComponent(now.id)}`).then(
      (event) => (opened.value = event),
      (error: unknown) => {
        if (selection.peek() !== now) return;
        // What is gone is let go of; a server that is down may come back.
        if (error instanceof ApiError && error.status === 404) clearSelection();
        else tellProblem(error);
      },
    );
  });
}
