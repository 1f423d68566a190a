// All that the page shows is in its address: the filter in the API's words, what is selected, which view or which page.
import { batch, signal } from "@preact/signals";
import { readDrawing, writeDrawing, type Drawing } from "./drawing";
import { readFilter, withValue, writeFilter, type Filter, type FilterName } from "./filter";

export type SelectionKind = "event" | "actor" | "place" | "edge" | "days" | "article";

/** What is selected. An edge is `source|target`, days are `first|last`. */
export interface Selection {
  kind: SelectionKind;
  id: string;
}

export type View = "graph" | "table";

export type PageKind = "review" | "actor" | "place" | "article" | "compare" | "views" | "help";

/** A page beside the panes. `id` is of whom or what it speaks: two actors as `one|other`, a queue, a word to explain. */
export interface PageAddress {
  kind: PageKind;
  id: string;
}

const KINDS: readonly string[] = ["event", "actor", "place", "edge", "days", "article"];
const PAGES: readonly string[] = ["review", "actor", "place", "article", "compare", "views", "help"];

export const filter = signal<Filter>({});
export const selection = signal<Selection | null>(null);
export const view = signal<View>("graph");
export const drawing = signal<Drawing>(readDrawing(new URLSearchParams()));
export const page = signal<PageAddress | null>(null);
/** The day that a page tells of: who holds a place, what an actor was. */
export const day = signal("");

function readAddress(): void {
  const query = new URLSearchParams(location.search);
  const wanted = readFilter(query);
  batch(() => {
    // The same filter must stay the same object, or going back to another selection would load all anew.
    if (writeFilter(wanted).toString() !== writeFilter(filter.peek()).toString()) filter.value = wanted;
    selection.value = readPair(query.get("select"), KINDS) as Selection | null;
    view.value = query.get("show") === "table" ? "table" : "graph";
    drawing.value = readDrawing(query);
    page.value = readPair(query.get("page"), PAGES) as PageAddress | null;
    day.value = query.get("at") ?? "";
  });
  noteView();
}

/** `kind:id` or `kind`, where the kind is one of those known. */
function readPair(given: string | null, known: readonly string[]): { kind: string; id: string } | null {
  if (!given) return null;
  const [kind = ""] = given.split(":", 1);
  return known.includes(kind) ? { kind, id: given.slice(kind.length + 1) } : null;
}

function writePair({ kind, id }: { kind: string; id: string }): string {
  return id ? `${kind}:${id}` : kind;
}

interface Shown {
  filter: Filter;
  selection: Selection | null;
  view: View;
  drawing: Drawing;
  page: PageAddress | null;
  day: string;
}

function writeSearch(shown: Shown): string {
  const query = writeFilter(shown.filter);
  if (shown.selection) query.set("select", writePair(shown.selection));
  if (shown.view === "table") query.set("show", "table");
  writeDrawing(shown.page?.kind === "article" ? shown.drawing : { ...shown.drawing, marked: "events" }, query);
  if (shown.page) query.set("page", writePair(shown.page));
  if (shown.day) query.set("at", shown.day);
  return query.size ? `?${query}` : "";
}

function now(): Shown {
  return { filter: filter.peek(), selection: selection.peek(), view: view.peek(), drawing: drawing.peek(), page: page.peek(), day: day.peek() };
}

function noteView(): void {
  const kind = page.peek()?.kind;
  const shown = kind === "views" || kind === "help" ? { ...now(), page: null } : now();
  if (shown.page || kind === undefined || !lastView.peek()) lastView.value = writeSearch(shown);
}

function writeAddress(replace = false): void {
  const search = writeSearch(now());
  noteView();
  if (search === location.search) return;
  const address = location.pathname + search;
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
}

export function startAddress(): void {
  readAddress();
  addEventListener("popstate", readAddress);
}

/** Another filter; the empty one holds what was shown around others anyway. */
export function setFilter(next: Filter): void {
  batch(() => {
    filter.value = next;
    if (!Object.keys(next).length) drawing.value = { ...drawing.peek(), around: [] };
    // The review lists what the filter holds; other pages speak of one thing.
    if (page.peek()?.kind !== "review") closePage();
  });
  writeAddress();
}

export function setParameter(name: FilterName, value: string | readonly string[] | undefined): void {
  setFilter(withValue(filter.peek(), name, value));
}

export function select(kind: SelectionKind, id: string, replace = false): void {
  // A brush that is drawn out is one step of the history, not one for every day it passes.
  const drawnOut = kind === "days" && selection.peek()?.kind === "days";
  batch(() => {
    selection.value = { kind, id };
    if (!shows(kind)) closePage();
  });
  writeAddress(replace || drawnOut);
}

/** Select an event whose judgement was undone, where events are shown. */
export function showAgain(event: string): void {
  if (!page.peek() || page.peek()?.kind === "review") select("event", event);
}

export function clearSelection(): void {
  if (!selection.peek()) return;
  selection.value = null;
  writeAddress();
}

export function show(next: View, list = drawing.peek().list): void {
  batch(() => {
    view.value = next;
    drawing.value = { ...drawing.peek(), list };
    closePage();
  });
  writeAddress();
}

/** Draw otherwise; with `replace` it is no step of its own in the history. */
export function draw(change: Partial<Drawing>, replace = false): void {
  drawing.value = { ...drawing.peek(), ...change };
  writeAddress(replace);
}

/** The address of a page; the filter waits in it for the way back. */
export function pageAddress(kind: PageKind, id = "", at = ""): string {
  return writeSearch({ filter: filter.value, selection: null, view: view.value, drawing: drawing.value, page: { kind, id }, day: at });
}

export function openPage(kind: PageKind, id = "", at = ""): void {
  batch(() => {
    selection.value = null;
    page.value = { kind, id };
    day.value = at;
  });
  writeAddress();
}

/** The last view that was no list of views and no help: what one comes from to save it. */
export const lastView = signal("");

/** Any address of the workbench, such as one that was saved. */
export function openAddress(search: string): void {
  if (search !== location.search) history.pushState(null, "", location.pathname + search);
  readAddress();
}

export function setDay(next: string): void {
  day.value = next;
  writeAddress();
}

/** Whether the page that is shown lists what is selected itself; anything else is shown in the panes. */
function shows(kind: SelectionKind): boolean {
  const now = page.peek();
  if (now?.kind !== "review") return false;
  return kind === (now.id === "actors" || now.id === "events" ? "edge" : "event");
}

function closePage(): void {
  page.value = null;
  day.value = "";
}
