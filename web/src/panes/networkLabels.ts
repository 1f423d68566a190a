// Hides the labels that would lie on others: what has the most events keeps its label.
import type { Core, NodeSingular } from "cytoscape";

interface Box {
  x1: number;
  x2: number;
  y1: number;
  y2: number;
}

// Measuring every label on a canvas costs more than it gains; this is the mean width of a letter of 12 pixels.
const LETTER = 6.4;
const HEIGHT = 14;

export function spreadLabels(cy: Core): void {
  const zoom = cy.zoom();
  const taken: Box[] = [];
  const nodes = cy.nodes().toArray() as NodeSingular[];
  nodes.sort((a, b) => rank(b) - rank(a));
  cy.batch(() => {
    for (const node of nodes) {
      const box = labelBox(node);
      // A label that is too small to read helps nobody.
      const readable = 12 * zoom >= 7;
      const free = readable && !node.hasClass("dim") && !taken.some((other) => overlap(box, other));
      node.toggleClass("quiet", !free);
      if (free) taken.push(box);
    }
  });
}

function rank(node: NodeSingular): number {
  return (node.hasClass("focus") ? 1e6 : 0) + Number(node.data("weight"));
}

function labelBox(node: NodeSingular): Box {
  const { x, y } = node.position();
  const half = Math.min(140, String(node.data("label")).length * LETTER) / 2;
  const top = y + Number(node.data("size")) / 2 + 2;
  return { x1: x - half, x2: x + half, y1: top, y2: top + HEIGHT };
}

function overlap(a: Box, b: Box): boolean {
  return a.x1 < b.x2 && a.x2 > b.x1 && a.y1 < b.y2 && a.y2 > b.y1;
}
