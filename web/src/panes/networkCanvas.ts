// Keeps a cytoscape drawing in step with the network and with what is selected.
import cytoscape, { type Core, type ElementDefinition } from "cytoscape";
import { labelLine, type Bundle, type Network, type Node } from "../model/network";
import { draw as drawOtherwise, drawing, select } from "../state/address";
import { spreadLabels } from "./networkLabels";
import { arrange, fit, isPlaced, keepPlaces, placeOf } from "./networkLayout";
import { makeStyle } from "./networkStyle";

// It warns of every line between nodes that touch, which is nothing a reader could mend.
cytoscape.warnings(false);

// More names of lines than these cover each other.
const MOST_NAMED = 40;
const PAUSE = 80;

export function makeCanvas(container: HTMLElement): Core {
  const cy = cytoscape({ container, style: makeStyle(), minZoom: 0.05, maxZoom: 4, boxSelectionEnabled: false });
  cy.on("tap", () => cy.scratch("_tapped", true));
  cy.on("tap", "node", (tap) => select(kindOf(tap.target.data()), tap.target.id()));
  cy.on("tap", "edge", (tap) => selectBundle(tap.target.data()));
  cy.on("dbltap", "node", (tap) => expand(tap.target.data()));
  cy.on("mouseover", "node, edge", (over) => over.target.addClass("hover"));
  cy.on("mouseout", "node, edge", (out) => out.target.removeClass("hover"));
  let waiting = 0;
  cy.on("zoom", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => cy.destroyed() || spreadLabels(cy), PAUSE);
  });
  cy.on("dragfree", () => {
    keepPlaces(cy);
    spreadLabels(cy);
  });
  return cy;
}

function kindOf({ group }: Node): "event" | "place" | "actor" {
  return group === "event" || group === "place" ? group : "actor";
}

/** Show what else a node has to do with. */
export function expand(node: Node): void {
  const end = `${kindOf(node)}:${node.id}`;
  const { around } = drawing.peek();
  if (node.group !== "event" && !around.includes(end)) drawOtherwise({ around: [...around, end] });
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
  keepPlaces(cy);
  const before = cy.elements().length;
  cy.batch(() => {
    cy.elements().forEach((element) => {
      const now = wanted.get(element.id());
      if (now) element.data(now.data);
      else element.remove();
      wanted.delete(element.id());
    });
  });
  const changed = cy.elements().length !== before || wanted.size > 0;
  const nodes = [...wanted.values()].filter(({ group }) => group === "nodes").map(({ data }) => String(data.id));
  const fresh = new Set(nodes.filter((id) => !isPlaced(id)));
  cy.add([...wanted.values()].map((element, at) => (element.group === "nodes" ? { ...element, position: placeOf(String(element.data.id), at) } : element)));
  if (fresh.size) arrange(cy, fresh);
  else if (changed) fit(cy);
  else spreadLabels(cy);
}

/** Show what is chosen, and turn to it unless it was chosen here, where the reader is looking already. */
export function light(cy: Core, chosen: ReadonlySet<string> | null, focus: readonly string[]): void {
  const lit = cy.edges().filter((edge) => (edge.data("events") as string[]).some((id) => chosen?.has(id)));
  const nodes = lit.connectedNodes().union(cy.nodes().filter((node) => focus.includes(node.id())));
  cy.batch(() => {
    cy.elements().removeClass("dim lit named focus");
    if (chosen) {
      lit.addClass(lit.length > MOST_NAMED ? "lit" : "lit named");
      lit.forEach((edge) => void edge.data("litLabel", litLabel(edge.data(), chosen)));
      cy.elements().not(lit).not(nodes).addClass("dim");
    }
    for (const id of focus) cy.getElementById(id).addClass("focus");
  });
  const tapped = cy.scratch("_tapped") === true;
  cy.scratch("_tapped", false);
  if (tapped) spreadLabels(cy);
  else fit(cy, nodes.nonempty() ? nodes.nodes() : cy.nodes());
}

/** Of a bundle the chosen events alone. */
function litLabel({ events, relations }: Bundle, chosen: ReadonlySet<string>): string {
  return labelLine(relations.filter((_, at) => chosen.has(events[at] ?? "")));
}

function nodeData(node: Node): ElementDefinition["data"] {
  const size = node.group === "event" ? 13 + 3 * Math.log2(node.weight) : 14 + 7 * Math.log2(1 + node.weight);
  return { ...node, size: Math.round(size) };
}

function bundleData(bundle: Bundle): ElementDefinition["data"] {
  const breadth = 1.2 + 1.4 * Math.log2(bundle.events.length);
  return { ...bundle, breadth, width: breadth, step: 0, litLabel: bundle.label };
}
