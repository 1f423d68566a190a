// Keeps a cytoscape drawing in step with the network: what stays keeps its position, what is new finds one.
import cytoscape, { type Core, type ElementDefinition } from "cytoscape";
import fcose from "cytoscape-fcose";
import type { Bundle, Network, Node } from "../model/network";
import { select } from "../state/address";
import { spreadLabels } from "./networkLabels";
import { makeStyle } from "./networkStyle";

cytoscape.use(fcose);

export function makeCanvas(container: HTMLElement): Core {
  const cy = cytoscape({ container, style: makeStyle(), minZoom: 0.1, maxZoom: 4, boxSelectionEnabled: false });
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
  const before = cy.nodes().length;
  let added = 0;
  cy.batch(() => {
    cy.elements().forEach((element) => {
      const now = wanted.get(element.id());
      if (now) element.data(now.data);
      else element.remove();
      wanted.delete(element.id());
    });
    added = cy.add([...wanted.values()]).nodes().length;
  });
  if (added > 0) arrange(cy, added > before / 2);
  else spreadLabels(cy);
}

/** Lay out all anew, or only let what is new find its place. */
export function arrange(cy: Core, anew: boolean): void {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches || cy.nodes().length > 150;
  const layout = cy.layout({
    name: "fcose",
    randomize: anew,
    quality: anew ? "default" : "proof",
    animate: !still,
    animationDuration: 300,
    nodeSeparation: 90,
    idealEdgeLength: () => 95,
    nodeRepulsion: () => 9000,
    padding: 28,
    packComponents: true,
  } as cytoscape.LayoutOptions);
  layout.one("layoutstop", () => spreadLabels(cy));
  layout.run();
}

export function light(cy: Core, chosen: ReadonlySet<string> | null, focus: readonly string[]): void {
  cy.batch(() => {
    cy.elements().removeClass("dim lit focus");
    if (chosen) {
      const lit = cy.edges().filter((edge) => (edge.data("events") as string[]).some((id) => chosen.has(id)));
      const nodes = lit.connectedNodes().union(cy.nodes().filter((node) => focus.includes(node.id())));
      lit.addClass("lit");
      cy.elements().not(lit).not(nodes).addClass("dim");
    }
    for (const id of focus) cy.getElementById(id).addClass("focus");
  });
  spreadLabels(cy);
}

function nodeData(node: Node): ElementDefinition["data"] {
  return { ...node, size: Math.round(14 + 7 * Math.log2(1 + node.weight)) };
}

function bundleData(bundle: Bundle): ElementDefinition["data"] {
  return { ...bundle, width: 1.2 + 1.4 * Math.log2(bundle.events.length) };
}
