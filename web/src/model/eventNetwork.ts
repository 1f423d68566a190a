// The network with events as nodes of their own, between those who act, those acted on, and the places.
import type { EventAnswer } from "../api/types";
import { addNodes, compare, type Bounds, type Bundle, type Network, type Node } from "./network";

/** Whole events, those first whose ends have the most events, until the bound is reached; no event is drawn in part. */
export function buildEventNetwork(events: readonly EventAnswer[], { mostNodes, withPlaces, around }: Bounds): Network {
  const ends = new Map<string, Node>();
  for (const event of events) addNodes(ends, event, withPlaces);
  const ranked = events
    .map((event) => ({ event, ids: endsOf(event, withPlaces) }))
    .filter(({ ids }) => ids.length > 1)
    .map((drawn) => ({ ...drawn, rank: rankOf(drawn, ends, around) }))
    .sort((a, b) => b.rank - a.rank || compare(a.event.id, b.event.id));
  const shown = new Set<string>();
  const taken: EventAnswer[] = [];
  for (const { event, ids } of ranked) {
    const fresh = ids.filter((id) => !shown.has(id));
    if (shown.size + taken.length + fresh.length + 1 > mostNodes) continue;
    for (const id of fresh) shown.add(id);
    taken.push(event);
  }
  const drawable = new Set(ranked.flatMap(({ ids }) => ids));
  return {
    nodes: [...taken.map(nodeOf), ...[...ends.values()].filter((end) => shown.has(end.id))],
    bundles: taken.flatMap((event) => linesOf(event, withPlaces)),
    hiddenNodes: drawable.size - shown.size,
    hiddenEvents: ranked.length - taken.length,
    loose: events.length - ranked.length,
  };
}

function endsOf(event: EventAnswer, withPlaces: boolean): string[] {
  const places = withPlaces ? event.places : [];
  return [...new Set([...event.actors, ...event.recipients, ...places].map((end) => end.id))];
}

function rankOf({ event, ids }: { event: EventAnswer; ids: string[] }, ends: ReadonlyMap<string, Node>, around: ReadonlySet<string>): number {
  const near = ids.some((id) => around.has(id)) ? 1000 : 0;
  const weights = ids.map((id) => Math.log2(1 + (ends.get(id)?.weight ?? 0)));
  return near + weights.reduce((sum, weight) => sum + weight, 0) / ids.length + Math.log2(event.accounts ?? 1);
}

function nodeOf(event: EventAnswer): Node {
  return { id: event.id, label: event.relation, group: "event", weight: event.accounts ?? 1, quad: event.quad, status: event.status };
}

/** From who acts to the event, from it to who is acted on, and without an arrow to where. */
function linesOf(event: EventAnswer, withPlaces: boolean): Bundle[] {
  const line = (source: string, target: string, role: string, directed: boolean): Bundle => ({
    id: `${event.id}|${role}|${source === event.id ? target : source}`, source, target, status: event.status, directed, events: [event.id], relations: [], label: "", count: "",
  });
  return [
    ...event.actors.map(({ id }) => line(id, event.id, "actor", false)),
    ...event.recipients.map(({ id }) => line(event.id, id, "recipient", true)),
    ...(withPlaces ? event.places : []).map(({ id }) => line(event.id, id, "place", false)),
  ];
}
