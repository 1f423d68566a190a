// Where the nodes of the network lie: the same network always lies the same way, and what has a place keeps it.
import cytoscape, { type Core, type NodeCollection, type NodeSingular, type Position } from "cytoscape";
import fcose from "cytoscape-fcose";
import { resetLabels, spreadLabels } from "./networkLabels";
import { relax } from "./networkRelax";

cytoscape.use(fcose);

const PADDING = 46;
const CLOSEST = 1.3;
const SEED = 20_140_104;
// From here on the whole layout takes half a minute and more, and its first guess a second.
const MANY_LINES = 1500;
// What a node needs for itself where only the first guess is made, which crowds them.
const ROOM = 70;
// With fewer known among many new, the new would be crowded around them.
const FEW_KNOWN = 0.1;

/** Where everything was when it was last drawn, however long ago. */
const places = new Map<string, Position>();

export function keepPlaces(cy: Core): void {
  cy.nodes().forEach((node) => void places.set(node.id(), { ...node.position() }));
}

/** Where a node was, or a point of a spiral: no two may lie on each other before the layout moves them. */
export function placeOf(id: string, at: number): Position {
  const angle = at * 2.4;
  return places.get(id) ?? { x: 30 * Math.sqrt(at) * Math.cos(angle), y: 30 * Math.sqrt(at) * Math.sin(angle) };
}

export function isPlaced(id: string): boolean {
  return places.has(id);
}

/** Let these nodes find their place among the others, which stay; or all, if there are few others. */
export function arrange(cy: Core, fresh: ReadonlySet<string>): void {
  const kept = cy.nodes().toArray().filter((node) => !fresh.has(node.id())) as NodeSingular[];
  if (kept.length <= FEW_KNOWN * fresh.size) arrangeAll(cy);
  else if (cy.edges().length > MANY_LINES) putBeside(cy, fresh);
  else arrangeAll(cy, kept);
}

/** Each new node in the midst of those that it is joined to, a little aside: to fit it in well takes the whole layout. */
function putBeside(cy: Core, fresh: ReadonlySet<string>): void {
  [...fresh].forEach((id, at) => {
    const node = cy.getElementById(id);
    const known = node.neighborhood().nodes().filter((other) => !fresh.has(other.id()));
    const { x1, y1, w, h } = extentOf(known);
    if (known.nonempty()) node.position({ x: x1 + w / 2 + ROOM * Math.cos(at), y: y1 + h / 2 + ROOM * Math.sin(at) });
  });
  keepPlaces(cy);
  fit(cy);
}

export function arrangeAll(cy: Core, kept: readonly NodeSingular[] = []): void {
  const many = cy.edges().length > MANY_LINES;
  // fcose asks for the box only to keep its middle.
  const all = Object.assign(cy.elements(), { boundingBox: () => extentOf(cy.nodes()) });
  const layout = all.layout({
    name: "fcose",
    randomize: kept.length === 0,
    quality: many ? "draft" : "default",
    animate: false,
    nodeSeparation: 110,
    idealEdgeLength: () => 90,
    nodeRepulsion: () => 16_000,
    gravity: 0.12,
    tile: true,
    fit: false,
    packComponents: kept.length === 0,
    ...(kept.length > 0 && { fixedNodeConstraint: kept.map((node) => ({ nodeId: node.id(), position: { ...node.position() } })) }),
  } as cytoscape.LayoutOptions);
  resetLabels(cy);
  layout.one("layoutstop", () => {
    if (many) spread(cy);
    keepPlaces(cy);
    fit(cy);
  });
  seeded(() => void layout.run());
}

/** The first guess made readable: neighbours together, and nobody on another. */
function spread(cy: Core): void {
  const nodes = cy.nodes().toArray() as NodeSingular[];
  const numbers = new Map(nodes.map((node, at) => [node.id(), at]));
  const bodies = nodes.map((node) => ({ ...node.position(), degree: node.degree(false) }));
  const lines = cy.edges().map((edge) => [numbers.get(edge.source().id()) ?? 0, numbers.get(edge.target().id()) ?? 0] as const);
  relax(bodies, lines, ROOM);
  cy.nodes().positions((_: NodeSingular, at: number) => bodies[at] ?? { x: 0, y: 0 });
}

/** Show these nodes, or all. cytoscape's own would measure labels too, whose size follows from the result. */
export function fit(cy: Core, nodes: NodeCollection = cy.nodes()): void {
  const { x1, y1, w, h } = extentOf(nodes);
  const [width, height] = [cy.width() - 2 * PADDING, cy.height() - 2 * PADDING];
  if (nodes.empty() || width <= 0 || height <= 0) return;
  const zoom = Math.min(width / Math.max(w, 1), height / Math.max(h, 1), CLOSEST);
  cy.viewport({ zoom, pan: { x: cy.width() / 2 - zoom * (x1 + w / 2), y: cy.height() / 2 - zoom * (y1 + h / 2) } });
  spreadLabels(cy);
}

/** The box around nodes. cytoscape's own would trace every line first, which takes a second where there are thousands. */
function extentOf(nodes: NodeCollection): { x1: number; y1: number; w: number; h: number } {
  let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
  nodes.forEach((node) => {
    const { x, y } = node.position();
    const half = Number(node.data("size")) / 2;
    [x1, x2, y1, y2] = [Math.min(x1, x - half), Math.max(x2, x + half), Math.min(y1, y - half), Math.max(y2, y + half)];
  });
  return { x1, y1, w: x2 - x1, h: y2 - y1 };
}

/** fcose takes its first guess from Math.random and takes no generator instead; it runs within this call. */
function seeded(run: () => void): void {
  const random = Math.random;
  let state = SEED;
  // mulberry32, in the public domain.
  Math.random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  try {
    run();
  } finally {
    Math.random = random;
  }
}
