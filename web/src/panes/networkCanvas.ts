// Keeps a cytoscape drawing in step with the network: what stays keeps its position, what is new finds one.
import cytoscape, { type Core, type ElementDefinition, type NodeCollection, type NodeSingular, type Position } from "cytoscape";
import fcose from "cytoscape-fcose";
import type { Bundle, Network, Node } from "../model/network";
import { select } from "../state/address";
import { resetLabels, spreadLabels } from "./networkLabels";
import { makeStyle } from "./networkStyle";

cytoscape.use(fcose);
// It warns of every line between nodes that touch, which is nothing a reader could mend.
cytoscape.warnings(false);

const PADDING = 46;
const CLOSEST = 1.3;
// More names of lines than these cover each other.
const MOST_NAMED = 12;

/** Show these nodes, or all. cytoscape's own would measure labels too, whose size follows from the result. */
export function fit(cy: Core, nodes: NodeCollection = cy.nodes()): void {
  const { x1, y1, w, h } = nodes.boundingBox({ includeLabels: false });
  const [width, height] = [cy.width() - 2 * PADDING, cy.height() - 2 * PADDING];
  if (nodes.empty() || width <= 0 || height <= 0) return;
  const zoom = Math.min(width / Math.max(w, 1), height / Math.max(h, 1), CLOSEST);
  cy.viewport({ zoom, pan: { x: cy.width() / 2 - zoom * (x1 + w / 2), y: cy.height() / 2 - zoom * (y1 + h / 2) } });
  spreadLabels(cy);
}

export function makeCanvas(container: HTMLElement): Core {
  const cy = cytoscape({ container, style: makeStyle(), minZoom: 0.1, maxZoom: 4, boxSelectionEnabled: false });
  cy.on("tap", () => cy.scratch("_tapped", true));
  cy.on("tap", "node", (tap) => select(tap.target.data("group") === "place" ? "place" : "actor", tap.target.id()));
  cy.on("tap", "edge", (tap) => selectBundle(tap.target.data()));
  let waiting = 0;
  cy.on("zoom", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => spreadLabels(cy), 80);
  });
  cy.on("dragfree", () => spreadLabels(cy));
  return cy;
}

function selectBundle(bundle: Bundle): void {
  const [only] = bundle.events;
  if (bundle.events.length === 1 && only) select("event", only);
  else select("edge", `${bundle.source}|${bundle.target}`);
}

export function draw(cy: Core, network: Network): void {
  const wanted = new Map<string, ElementDefinition>();
  for (const node of network.nodes) wanted.set(node.id, { group: "nodes", data: nodeData(node) });
  for (const bundle of network.bundles) wanted.set(bundle.id, { group: "edges", data: bundleData(bundle) });
  const places = placesOf(cy);
  const added: string[] = [];
  let removed = 0;
  cy.batch(() => {
    cy.elements().forEach((element) => {
      const now = wanted.get(element.id());
      if (now) element.data(now.data);
      else {
        element.remove();
        removed += 1;
      }
      wanted.delete(element.id());
    });
    const old = [...wanted.values()].map((element, at) => {
      const id = String(element.data.id);
      if (element.group !== "nodes") return element;
      if (!places.has(id)) added.push(id);
      return { ...element, position: places.get(id) ?? startOf(at) };
    });
    cy.add(old);
  });
  if (added.length) arrange(cy, added.length > cy.nodes().length / 2 ? null : added);
  else {
    if (removed || wanted.size) fit(cy);
    else spreadLabels(cy);
  }
}

/** Where everything is, and was before a filter took it away. */
function placesOf(cy: Core): Map<string, Position> {
  const places = (cy.scratch("_places") as Map<string, Position> | undefined) ?? new Map<string, Position>();
  cy.nodes().forEach((node) => void places.set(node.id(), { ...node.position() }));
  cy.scratch("_places", places);
  return places;
}

/** A point of a spiral: no two nodes may lie on each other before the layout moves them. */
function startOf(at: number): Position {
  const angle = at * 2.4;
  return { x: 30 * Math.sqrt(at) * Math.cos(angle), y: 30 * Math.sqrt(at) * Math.sin(angle) };
}

/** Lay out everything anew, or only let these nodes find their place among the others. */
export function arrange(cy: Core, only: readonly string[] | null): void {
  const fixed = only === null ? [] : cy.nodes().toArray().filter((node) => !only.includes(node.id()));
  const layout = cy.layout({
    name: "fcose",
    randomize: only === null,
    quality: "default",
    animate: false,
    nodeSeparation: 110,
    idealEdgeLength: () => 90,
    nodeRepulsion: () => 16_000,
    gravity: 0.12,
    tile: true,
    fit: false,
    packComponents: only === null,
    ...(fixed.length && { fixedNodeConstraint: fixed.map((node) => ({ nodeId: node.id(), position: { ...(node as NodeSingular).position() } })) }),
  } as cytoscape.LayoutOptions);
  resetLabels(cy);
  layout.one("layoutstop", () => fit(cy));
  layout.run();
}

/** Show what is chosen, and turn to it unless it was chosen here, where the reader is looking already. */
export function light(cy: Core, chosen: ReadonlySet<string> | null, focus: readonly string[]): void {
  const lit = cy.edges().filter((edge) => (edge.data("events") as string[]).some((id) => chosen?.has(id)));
  const nodes = lit.connectedNodes().union(cy.nodes().filter((node) => focus.includes(node.id())));
  cy.batch(() => {
    cy.elements().removeClass("dim lit named focus");
    if (chosen) {
      lit.addClass(lit.length > MOST_NAMED ? "lit" : "lit named");
      cy.elements().not(lit).not(nodes).addClass("dim");
    }
    for (const id of focus) cy.getElementById(id).addClass("focus");
  });
  const tapped = cy.scratch("_tapped") === true;
  cy.scratch("_tapped", false);
  if (tapped) spreadLabels(cy);
  else fit(cy, nodes.nonempty() ? nodes.nodes() : cy.nodes());
}

function nodeData(node: Node): ElementDefinition["data"] {
  return { ...node, size: Math.round(14 + 7 * Math.log2(1 + node.weight)) };
}

function bundleData(bundle: Bundle): ElementDefinition["data"] {
  return { ...bundle, width: 1.2 + 1.4 * Math.log2(bundle.events.length) };
}
