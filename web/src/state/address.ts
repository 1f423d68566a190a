// All that the page shows is in its address: the filter in the API's words, what is selected, and which view.
import { batch, signal } from "@preact/signals";
import { readFilter, withValue, writeFilter, type Filter, type FilterName } from "./filter";

export type SelectionKind = "event" | "actor" | "place" | "edge" | "days" | "article";

/** What is selected. An edge is `source|target`, days are `first|last`. */
export interface Selection {
  kind: SelectionKind;
  id: string;
}

export type View = "graph" | "table";

const KINDS: readonly string[] = ["event", "actor", "place", "edge", "days", "article"];

export const filter = signal<Filter>({});
export const selection = signal<Selection | null>(null);
export const view = signal<View>("graph");

function readAddress(): void {
  const query = new URLSearchParams(location.search);
  const wanted = readFilter(query);
  batch(() => {
    // The same filter must stay the same object, or going back to another selection would load all anew.
    if (writeFilter(wanted).toString() !== writeFilter(filter.peek()).toString()) filter.value = wanted;
    selection.value = readSelection(query.get("select"));
    view.value = query.get("show") === "table" ? "table" : "graph";
  });
}

function readSelection(given: string | null): Selection | null {
  const colon = given?.indexOf(":") ?? -1;
  if (!given || colon < 1) return null;
  const kind = given.slice(0, colon);
  return KINDS.includes(kind) ? { kind: kind as SelectionKind, id: given.slice(colon + 1) } : null;
}

function writeAddress(replace = false): void {
  const query = writeFilter(filter.peek());
  const chosen = selection.peek();
  if (chosen) query.set("select", `${chosen.kind}:${chosen.id}`);
  if (view.peek() === "table") query.set("show", "table");
  const search = query.size ? `?${query}` : "";
  if (search === location.search) return;
  const address = location.pathname + search;
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
}

export function startAddress(): void {
  readAddress();
  addEventListener("popstate", readAddress);
}

export function setFilter(next: Filter): void {
  filter.value = next;
  writeAddress();
}

export function setParameter(name: FilterName, value: string | readonly string[] | undefined): void {
  setFilter(withValue(filter.peek(), name, value));
}

export function select(kind: SelectionKind, id: string): void {
  // A brush that is drawn out is one step of the history, not one for every day it passes.
  const drawnOut = kind === "days" && selection.peek()?.kind === "days";
  selection.value = { kind, id };
  writeAddress(drawnOut);
}

export function clearSelection(): void {
  if (!selection.peek()) return;
  selection.value = null;
  writeAddress();
}

export function show(next: View): void {
  view.value = next;
  writeAddress();
}
