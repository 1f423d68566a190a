// Views that somebody gave a name: addresses kept in this browser, and taken along as a file.
import { signal } from "@preact/signals";
import { describe } from "../model/filterWords";
import { plural } from "../model/words";
import { readFilter, type FilterName } from "./filter";
import { nameOfId } from "./names";

export interface SavedView {
  name: string;
  /** The query of the address, such as `?actor=islamic-state`. */
  search: string;
}

const KEPT = "belligraph-views";
const FORMAT = "belligraph-views";

export const views = signal<readonly SavedView[]>(read());

function read(): SavedView[] {
  try {
    return check(JSON.parse(localStorage.getItem(KEPT) ?? "[]"));
  } catch {
    // What something else left there is no view.
    return [];
  }
}

export function keepViews(next: readonly SavedView[]): void {
  views.value = next;
  localStorage.setItem(KEPT, JSON.stringify(next));
}

/** Under its name; a view of that name is replaced. */
export function saveView(view: SavedView): void {
  keepViews([...views.peek().filter(({ name }) => name !== view.name), view]);
}

export function writeViews(): string {
  return JSON.stringify({ format: FORMAT, views: views.peek() }, null, 2);
}

/** Add the views of a file; how many there were. An Error says what is wrong with it. */
export function readViews(text: string): string {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw new Error("This file holds no saved views: it is not JSON.");
  }
  const held = given as { format?: unknown; views?: unknown };
  if (held?.format !== FORMAT) throw new Error("This file holds no saved views of Belligraph.");
  const found = check(held.views);
  found.forEach(saveView);
  return plural(found.length, "view");
}

/** The views of a list that are some; an address elsewhere is none. */
function check(given: unknown): SavedView[] {
  if (!Array.isArray(given)) return [];
  return given.filter((one): one is SavedView => typeof one?.name === "string" && one.name.trim() !== "" && typeof one.search === "string" && /^(\?|$)/.test(one.search));
}

/** What an address shows, in words. */
export function describeView(search: string): string {
  const query = new URLSearchParams(search);
  const filter = readFilter(query);
  const parts = (Object.keys(filter) as FilterName[]).map((name) => {
    const value = filter[name];
    return (name === "actor" || name === "with" || name === "place") && typeof value === "string" ? `${name}: ${nameOfId(value)}` : describe(filter, name);
  });
  const [kind, ...id] = (query.get("page") ?? "").split(":");
  if (kind) parts.unshift(`${kind} page${id.length ? `: ${id.join(":").split("|").map(nameOfId).join(" and ")}` : ""}`);
  const chosen = query.get("select");
  if (chosen) parts.push(`selected: ${chosen.split(":", 1)[0]}`);
  if (query.get("show") === "table") parts.push("as a table");
  return parts.join(", ") || "everything";
}
