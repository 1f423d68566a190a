// The network of a set of events: actors and places, joined by bundles of events of the same status and direction.
import type { EventAnswer, Status } from "../api/types";
import { kindGroup, type KindGroup } from "./kinds";

export type NodeGroup = KindGroup | "event";

export interface Node {
  id: string;
  label: string;
  group: NodeGroup;
  /** How many events it takes part in; of an event, how many accounts there are of it. */
  weight: number;
  /** Of an event: what colours and outlines it. */
  quad?: number;
  status?: Status;
}

export interface Bundle {
  id: string;
  source: string;
  target: string;
  status: Status;
  directed: boolean;
  events: string[];
  /** The relation of each of the events. */
  relations: string[];
  label: string;
  /** "×3" for a line that stands for three events; nothing for one. */
  count: string;
}

export interface Network {
  nodes: Node[];
  bundles: Bundle[];
  /** Actors and places left out because there are too many. */
  hiddenNodes: number;
  /** Events left out because there are too many, where events are nodes. */
  hiddenEvents: number;
  /** Events with fewer than two ends, which cannot be drawn as a line. */
  loose: number;
}

export interface Bounds {
  mostNodes: number;
  withPlaces: boolean;
  /** Ids that stay with their neighbours however few events they have. */
  around: ReadonlySet<string>;
}

interface Line {
  source: string;
  target: string;
  directed: boolean;
}

export function buildNetwork(events: readonly EventAnswer[], bounds: Bounds): Network {
  const nodes = new Map<string, Node>();
  const bundles = new Map<string, Bundle>();
  let loose = 0;
  for (const event of events) {
    const lines = linesOf(event, bounds.withPlaces);
    if (lines.length === 0) loose += 1;
    addNodes(nodes, event, bounds.withPlaces);
    for (const line of lines) {
      const id = `${line.source}|${line.target}|${event.status}|${line.directed}`;
      const bundle = bundles.get(id) ?? { ...line, id, status: event.status, events: [], relations: [], label: "", count: "" };
      bundle.events.push(event.id);
      bundle.relations.push(event.relation);
      bundles.set(id, bundle);
    }
  }
  return bound([...nodes.values()], [...bundles.values()].map(named), bounds, loose);
}

/** An actor acts on each recipient and place; without an actor the recipients are joined to the places, and
 *  those who act together without a recipient to each other. */
function linesOf(event: EventAnswer, withPlaces: boolean): Line[] {
  const actors = event.actors.map((actor) => actor.id);
  const recipients = event.recipients.map((actor) => actor.id);
  const towards = withPlaces ? event.places.map((place) => place.id) : [];
  const lines = actors.flatMap((source) => [...recipients, ...towards].map((target) => ({ source, target, directed: true })));
  if (actors.length === 0)
    lines.push(...recipients.flatMap((source) => towards.map((target) => ({ source, target, directed: false }))));
  if (recipients.length === 0)
    lines.push(...actors.flatMap((source, at) => actors.slice(at + 1).map((target) => ({ source, target, directed: false }))));
  return lines.filter((line) => line.source !== line.target);
}

/** The actors and places of an event, each weighing one event more than before. */
export function addNodes(nodes: Map<string, Node>, event: EventAnswer, withPlaces: boolean): void {
  const actors = [...event.actors, ...event.recipients].map(({ id, name, kind }) => ({ id, label: name, group: kindGroup(kind) }));
  const towns = withPlaces ? event.places.map(({ id, name }) => ({ id, label: name, group: "place" as const })) : [];
  for (const node of [...actors, ...towns]) {
    const known = nodes.get(node.id);
    if (known) known.weight += 1;
    else nodes.set(node.id, { ...node, weight: 1 });
  }
}

function named(bundle: Bundle): Bundle {
  const many = bundle.events.length;
  return { ...bundle, label: labelLine(bundle.relations), count: many > 1 ? `×${many}` : "" };
}

/** What a line is called that stands for events of these relations. */
export function labelLine(relations: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const relation of relations) counts.set(relation, (counts.get(relation) ?? 0) + 1);
  const [[first, count] = ["", 0]] = [...counts].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
  if (counts.size > 1) return `${first} and others, ${relations.length}`;
  return count > 1 ? `${first} ×${count}` : first;
}

/** The nodes with the most events, and what joins them; a node that nothing joins is not drawn. */
function bound(nodes: Node[], bundles: Bundle[], { mostNodes, around }: Bounds, loose: number): Network {
  const joined = new Set(bundles.flatMap((bundle) => [bundle.source, bundle.target]));
  const near = new Set(bundles.flatMap(({ source, target }) => (around.has(source) || around.has(target) ? [source, target] : [])));
  const ranked = nodes
    .filter((node) => joined.has(node.id))
    .sort((a, b) => Number(near.has(b.id)) - Number(near.has(a.id)) || b.weight - a.weight || compare(a.id, b.id));
  const shown = new Set(ranked.slice(0, mostNodes).map((node) => node.id));
  return {
    nodes: ranked.slice(0, mostNodes),
    bundles: bundles.filter((bundle) => shown.has(bundle.source) && shown.has(bundle.target)),
    hiddenNodes: Math.max(0, ranked.length - mostNodes),
    hiddenEvents: 0,
    loose,
  };
}

/** By the characters themselves: the same on every machine, whatever its language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
