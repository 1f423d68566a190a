// How the panes draw the events of the filter, and how that is written in an address. What is usual is left out there.

export type EventsAs = "lines" | "nodes";
export type ListName = "events" | "nodes" | "lines" | "places" | "days";

export interface Drawing {
  /** Events as lines between those who take part, or as nodes of their own. */
  eventsAs: EventsAs;
  withPlaces: boolean;
  mostNodes: number;
  /** How many events a view holds at most. */
  mostEvents: number;
  /** Whose other events are shown besides those of the filter: `actor:ID` or `place:ID`. */
  around: readonly string[];
  list: ListName;
  /** What is marked in the text on the page of an article. */
  marked: "events" | "names";
}

/** The API's own largest page. */
export const PAGE_OF_EVENTS = 1000;
export const MOST_EVENTS = 5000;
export const NODE_BOUNDS: readonly number[] = [100, 300, 1000];

const USUAL: Drawing = { eventsAs: "lines", withPlaces: true, mostNodes: 300, mostEvents: PAGE_OF_EVENTS, around: [], list: "events", marked: "events" };
const LISTS: readonly string[] = ["events", "nodes", "lines", "places", "days"];

export function readDrawing(query: URLSearchParams): Drawing {
  const list = query.get("list") ?? "";
  return {
    eventsAs: query.get("events") === "nodes" ? "nodes" : "lines",
    withPlaces: query.get("places") !== "no",
    mostNodes: NODE_BOUNDS.find((bound) => String(bound) === query.get("nodes")) ?? USUAL.mostNodes,
    mostEvents: Math.min(MOST_EVENTS, Math.max(PAGE_OF_EVENTS, Number(query.get("load")) || PAGE_OF_EVENTS)),
    around: query.getAll("around").filter((id) => /^(actor|place):./.test(id)),
    list: LISTS.includes(list) ? (list as ListName) : USUAL.list,
    marked: query.get("marked") === "names" ? "names" : "events",
  };
}

export function writeDrawing(drawing: Drawing, query: URLSearchParams): void {
  if (drawing.eventsAs === "nodes") query.set("events", "nodes");
  if (!drawing.withPlaces) query.set("places", "no");
  if (drawing.mostNodes !== USUAL.mostNodes) query.set("nodes", String(drawing.mostNodes));
  if (drawing.mostEvents !== USUAL.mostEvents) query.set("load", String(drawing.mostEvents));
  for (const id of drawing.around) query.append("around", id);
  if (drawing.list !== USUAL.list) query.set("list", drawing.list);
  if (drawing.marked === "names") query.set("marked", "names");
}
