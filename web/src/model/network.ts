// The network of a set of events: actors and places, joined by bundles of events of the same status and direction.
import type { EventAnswer, Status } from "../api/types";
import { kindGroup, type KindGroup } from "./kinds";

export interface Node {
  id: string;
  label: string;
  group: KindGroup;
  weight: number;
}

export interface Bundle {
  id: string;
  source: string;
  target: string;
  status: Status;
  directed: boolean;
  events: string[];
  label: string;
}

export interface Network {
  nodes: Node[];
  bundles: Bundle[];
  /** Actors and places left out because there are too many. */
  hiddenNodes: number;
  /** Events with fewer than two ends, which cannot be drawn as a line. */
  loose: number;
}

interface Line {
  source: string;
  target: string;
  directed: boolean;
}

/** A bundle with how many of its events have which relation. */
type Counted = Bundle & { relations: Map<string, number> };

export function buildNetwork(events: readonly EventAnswer[], most: number, places: boolean): Network {
  const nodes = new Map<string, Node>();
  const bundles = new Map<string, Counted>();
  let loose = 0;
  for (const event of events) {
    const lines = linesOf(event, places);
    if (lines.length === 0) loose += 1;
    for (const node of nodesOf(event, places)) {
      const known = nodes.get(node.id);
      if (known) known.weight += 1;
      else nodes.set(node.id, node);
    }
    for (const line of lines) {
      const id = `${line.source}|${line.target}|${event.status}|${line.directed}`;
      const bundle: Counted = bundles.get(id) ?? { ...line, id, status: event.status, events: [], label: "", relations: new Map() };
      bundle.events.push(event.id);
      bundle.relations.set(event.relation, (bundle.relations.get(event.relation) ?? 0) + 1);
      bundles.set(id, bundle);
    }
  }
  return bound([...nodes.values()], [...bundles.values()].map(named), most, loose);
}

/** An actor acts on each recipient and place; without an actor the recipients are joined to the places, and
 *  those who act together without a recipient to each other. */
function linesOf(event: EventAnswer, places: boolean): Line[] {
  const actors = event.actors.map((actor) => actor.id);
  const recipients = event.recipients.map((actor) => actor.id);
  const towards = places ? event.places.map((place) => place.id) : [];
  const lines = actors.flatMap((source) => [...recipients, ...towards].map((target) => ({ source, target, directed: true })));
  if (actors.length === 0)
    lines.push(...recipients.flatMap((source) => towards.map((target) => ({ source, target, directed: false }))));
  if (recipients.length === 0)
    lines.push(...actors.flatMap((source, at) => actors.slice(at + 1).map((target) => ({ source, target, directed: false }))));
  return lines.filter((line) => line.source !== line.target);
}

function nodesOf(event: EventAnswer, places: boolean): Node[] {
  const actors = [...event.actors, ...event.recipients].map((actor) => ({
    id: actor.id,
    label: actor.name,
    group: kindGroup(actor.kind),
    weight: 1,
  }));
  const towns = places ? event.places.map((place) => ({ id: place.id, label: place.name, group: "place" as const, weight: 1 })) : [];
  return [...actors, ...towns];
}

function named(bundle: Counted): Bundle {
  const { relations, ...rest } = bundle;
  const sorted = [...relations].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  const first = sorted[0]?.[0] ?? "";
  const count = bundle.events.length;
  return { ...rest, label: count === 1 ? first : sorted.length === 1 ? `${first} ×${count}` : `${first} and others, ${count}` };
}

/** The `most` nodes with the most events, and what joins them; a node that nothing joins is not drawn. */
function bound(nodes: Node[], bundles: Bundle[], most: number, loose: number): Network {
  const joined = new Set(bundles.flatMap((bundle) => [bundle.source, bundle.target]));
  const ranked = nodes
    .filter((node) => joined.has(node.id))
    .sort((a, b) => b.weight - a.weight || a.id.localeCompare(b.id));
  const shown = new Set(ranked.slice(0, most).map((node) => node.id));
  return {
    nodes: ranked.slice(0, most),
    bundles: bundles.filter((bundle) => shown.has(bundle.source) && shown.has(bundle.target)),
    hiddenNodes: Math.max(0, ranked.length - most),
    loose,
  };
}
