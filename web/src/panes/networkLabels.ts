// Hides the labels that would lie on others: what has the most events keeps its label.
import type { Core, NodeSingular } from "cytoscape";

interface Box {
  x1: number;
  x2: number;
  y1: number;
  y2: number;
}

const SIZE = 11.5;
// Measuring every label on a canvas costs more than it gains; this is the mean width of a letter by its size.
const LETTER = 0.54;
const WIDEST = 140;
// Nodes shrink with the distance too, but less than it.
const SHRINK = 0.3;

export function spreadLabels(cy: Core): void {
  // Labels keep their size on the screen: from far away there are fewer of them.
  const far = Math.max(1, 1 / cy.zoom());
  const size = SIZE / cy.zoom();
  const taken: Box[] = [];
  const nodes = cy.nodes().toArray() as NodeSingular[];
  nodes.sort((a, b) => rank(b) - rank(a));
  cy.batch(() => {
    cy.nodes().style({ "font-size": size, "text-max-width": `${(WIDEST * size) / SIZE}px`, "text-outline-width": size / 5 });
    for (const node of nodes) {
      const across = Number(node.data("size")) * far ** SHRINK;
      node.style({ width: across, height: across });
    }
    cy.edges().style({ "font-size": size * 0.85, "text-outline-width": size / 5 });
    for (const node of nodes) {
      const box = labelBox(node, size);
      const free = !node.hasClass("dim") && !taken.some((other) => overlap(box, other));
      node.toggleClass("quiet", !free);
      if (free) taken.push(box);
    }
  });
}

/** As if seen from near, which is how far apart a layout should keep the names. */
export function resetLabels(cy: Core): void {
  cy.nodes().style({ "font-size": SIZE, "text-max-width": `${WIDEST}px` });
}

function rank(node: NodeSingular): number {
  return (node.hasClass("focus") ? 1e6 : 0) + Number(node.data("weight"));
}

function labelBox(node: NodeSingular, size: number): Box {
  const { x, y } = node.position();
  const half = Math.min((WIDEST * size) / SIZE, String(node.data("label")).length * LETTER * size) / 2;
  const top = y + node.height() / 2 + 2;
  const gap = size / 2;
  return { x1: x - half - gap, x2: x + half + gap, y1: top - gap, y2: top + 1.2 * size + gap };
}

function overlap(a: Box, b: Box): boolean {
  return a.x1 < b.x2 && a.x2 > b.x1 && a.y1 < b.y2 && a.y2 > b.y1;
}
