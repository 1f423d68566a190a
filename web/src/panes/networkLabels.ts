// Hides the labels that would lie on others: what has the most events keeps its label, nodes before lines.
import type { Core, EdgeSingular, NodeSingular, Position } from "cytoscape";

interface Box {
  x1: number;
  x2: number;
  y1: number;
  y2: number;
}

const SIZE = 11.5;
const SMALL = 0.85;
// Measuring every label on a canvas costs more than it gains; this is the mean width of a letter by its size.
const LETTER = 0.56;
const WIDEST = 140;
// Nodes shrink with the distance too, but less than it.
const SHRINK = 0.3;
const BROADEN = 0.6;

export function spreadLabels(cy: Core): void {
  // Labels keep their size on the screen: from far away there are fewer of them.
  const far = Math.max(1, 1 / cy.zoom());
  const size = SIZE / cy.zoom();
  const nodes = cy.nodes().toArray() as NodeSingular[];
  const labelled = cy.edges(".named, [count != '']");
  const edges = labelled.toArray() as EdgeSingular[];
  nodes.sort((a, b) => rank(b) - rank(a));
  edges.sort((a, b) => rank(b) - rank(a));
  const taken: Box[] = [];
  const place = (element: NodeSingular | EdgeSingular, box: Box) => {
    const free = !element.hasClass("dim") && isSeen(cy, box) && !taken.some((other) => overlap(box, other));
    element.toggleClass("quiet", !free);
    if (free) taken.push(box);
  };
  cy.batch(() => {
    cy.nodes().style({ "font-size": size, "text-max-width": `${(WIDEST * size) / SIZE}px`, "text-outline-width": size / 5 });
    for (const node of nodes) {
      const across = Number(node.data("size")) * far ** SHRINK;
      if (node.width() !== across) node.style({ width: across, height: across });
    }
    labelled.style({ "font-size": size * SMALL, "text-outline-width": size / 5 });
    broadenLines(cy, far);
  });
  cy.batch(() => {
    for (const node of nodes) {
      place(node, nodeLabel(node, node.data("group") === "event" ? size * SMALL : size));
      // A name may cover what has fewer events, or in a crowd nothing would be named.
      if (!node.hasClass("dim")) taken.push(bodyBox(node));
    }
    for (const edge of edges) place(edge, edgeLabel(edge, size * SMALL));
  });
}

/** In few steps, since there may be thousands of lines. */
function broadenLines(cy: Core, far: number): void {
  const step = 2 ** Math.round(Math.log2(far));
  if (cy.scratch("_step") === step && !cy.edges().some((edge) => edge.data("step") !== step)) return;
  cy.scratch("_step", step);
  cy.edges().forEach((edge) => void edge.data({ step, width: Number(edge.data("breadth")) * step ** BROADEN }));
}

/** As if seen from near, which is how far apart a layout should keep the names. */
export function resetLabels(cy: Core): void {
  cy.nodes().style({ "font-size": SIZE, "text-max-width": `${WIDEST}px` });
}

function rank(element: NodeSingular | EdgeSingular): number {
  const weight = element.isNode() ? Number(element.data("weight")) : (element.data("events") as string[]).length;
  const event = element.data("group") === "event" ? -1000 : 0;
  return (element.hasClass("focus") ? 1e6 : 0) + (element.hasClass("lit") ? 1e3 : 0) + weight + event;
}

function isSeen(cy: Core, box: Box): boolean {
  const { x1, x2, y1, y2 } = cy.extent();
  return box.x1 >= x1 && box.x2 <= x2 && box.y1 >= y1 && box.y2 <= y2;
}

/** A label may touch its own node's foot, so what is kept free of it is a little less than the node. */
function bodyBox(node: NodeSingular): Box {
  const { x, y } = node.position();
  const half = node.width() * 0.4;
  return { x1: x - half, x2: x + half, y1: y - half, y2: y + half };
}

function nodeLabel(node: NodeSingular, size: number): Box {
  const { x, y } = node.position();
  return labelBox({ x, y: y + node.height() / 2 + 3 + size * 0.6 }, String(node.data("label")), size);
}

function edgeLabel(edge: EdgeSingular, size: number): Box {
  return labelBox(edge.midpoint(), String(edge.data(edge.hasClass("named") ? "litLabel" : "count")), size);
}

function labelBox({ x, y }: Position, text: string, size: number): Box {
  const half = Math.min((WIDEST * size) / SIZE, text.length * LETTER * size) / 2;
  const gap = size / 4;
  return { x1: x - half - gap, x2: x + half + gap, y1: y - size * 0.6 - gap, y2: y + size * 0.6 + gap };
}

function overlap(a: Box, b: Box): boolean {
  return a.x1 < b.x2 && a.x2 > b.x1 && a.y1 < b.y2 && a.y2 > b.y1;
}
