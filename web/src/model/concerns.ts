// Whether an event belongs to a selection.
import type { EventAnswer } from "../api/types";
import type { Selection } from "../state/address";
import { dayRange } from "./days";

export function concerns(event: EventAnswer, selection: Selection): boolean {
  switch (selection.kind) {
    case "event":
      return event.id === selection.id;
    case "article":
      return accountsOf(event).some((account) => account.startsWith(`${selection.id}:`));
    case "actor":
      return ends(event).includes(selection.id) || event.claimant?.id === selection.id;
    case "place":
      return event.places.some((place) => place.id === selection.id);
    case "edge":
      return selection.id.split("|").every((end) => ends(event).includes(end));
    case "days": {
      const [first = "", last = first] = selection.id.split("|");
      const range = dayRange(event);
      return range !== null && range.first <= last && range.last >= first;
    }
  }
}

/** The ids of its accounts, which begin with those of their articles. */
function accountsOf(event: EventAnswer): string[] {
  return [event.id, ...(event.grouped ?? []).flatMap(({ account, to }) => [account, to])];
}

/** The ids of all that an event joins. */
export function ends(event: EventAnswer): string[] {
  return [...event.actors, ...event.recipients, ...event.places].map((end) => end.id);
}
