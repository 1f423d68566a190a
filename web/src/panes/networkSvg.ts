// The network as an SVG file: drawn from where cytoscape has everything, so that it looks as on the page at any size.
import type { Core, EdgeSingular, NodeSingular, Position } from "cytoscape";
import { colour } from "../state/theme";

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 40;
const ARROW = 7;

type Attributes = Readonly<Record<string, string | number>>;

export function writeSvg(cy: Core, title: string): string {
  const { x1, y1, w, h } = cy.elements().boundingBox({});
  const root = make("svg", {
    xmlns: SVG, viewBox: [x1 - MARGIN, y1 - MARGIN, w + 2 * MARGIN, h + 2 * MARGIN].map(round).join(" "),
    width: round(w + 2 * MARGIN), height: round(h + 2 * MARGIN), "font-family": "system-ui, 'DejaVu Sans', sans-serif",
  });
  const name = make("title", {});
  name.textContent = title;
  root.append(name, make("rect", { x: round(x1 - MARGIN), y: round(y1 - MARGIN), width: "100%", height: "100%", fill: colour("pane") }));
  cy.edges().forEach((edge) => root.append(...drawEdge(edge)));
  cy.nodes().forEach((node) => root.append(drawNode(node)));
  // Names last: nothing may lie on them.
  cy.nodes().forEach((node) => root.append(...drawName(node, { ...node.position(), y: node.position().y + node.height() / 2 + 4 + sizeOf(node) * 0.8 })));
  cy.edges().forEach((edge) => root.append(...drawName(edge, edge.midpoint())));
  return new XMLSerializer().serializeToString(root);
}

function drawEdge(edge: EdgeSingular): SVGElement[] {
  const [from, to] = [edge.sourceEndpoint(), edge.targetEndpoint()];
  if (![from.x, from.y, to.x, to.y].every(Number.isFinite)) return [];
  const bend = edge.controlPoints()?.[0];
  const through = bend && Number.isFinite(bend.x) ? `Q ${point(bend)} ${point(to)}` : `L ${point(to)}`;
  const stroke = String(edge.style("line-color"));
  const width = Number.parseFloat(String(edge.style("width")));
  const shared = { stroke, "stroke-width": round(width), fill: "none", opacity: Number(edge.style("opacity")) };
  const line = make("path", { d: `M ${point(from)} ${through}`, ...shared, ...dashes(edge) });
  if (edge.style("target-arrow-shape") === "none") return [line];
  return [line, drawArrow(bend && Number.isFinite(bend.x) ? bend : from, to, edge, shared)];
}

function dashes(edge: EdgeSingular): Attributes {
  const style = String(edge.style("line-style"));
  if (style === "dotted") return { "stroke-dasharray": "1.5 3" };
  return style === "dashed" ? { "stroke-dasharray": edge.data("status") === "future" ? "12 4" : "7 4" } : {};
}

/** A head, or a bar across where it is told that something did not happen. */
function drawArrow(from: Position, to: Position, edge: EdgeSingular, shared: Attributes): SVGElement {
  const angle = round((Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI);
  const size = ARROW + Number(shared["stroke-width"]);
  const negated = edge.style("target-arrow-shape") === "tee";
  const hollow = edge.style("target-arrow-fill") === "hollow";
  const path = negated ? `M 0 ${-size / 2} V ${size / 2}` : `M ${-size} ${-size / 2.4} L 0 0 L ${-size} ${size / 2.4} Z`;
  const fill = negated ? "none" : hollow ? colour("pane") : String(shared["stroke"]);
  return make("path", { ...shared, d: path, transform: `translate(${point(to)}) rotate(${angle})`, fill, "stroke-width": negated ? 2 : 1 });
}

/** Corners on a circle around the node, the first at the top; a circle and a box are drawn as such. */
const CORNERS: Readonly<Record<string, readonly [number, number][]>> = {
  triangle: [[0, -1], [1, 1], [-1, 1]],
  diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]],
  hexagon: [[-0.5, -1], [0.5, -1], [1, 0], [0.5, 1], [-0.5, 1], [-1, 0]],
  "round-pentagon": [[0, -1], [1, -0.25], [0.6, 1], [-0.6, 1], [-1, -0.25]],
  "round-tag": [[-1, -1], [0.35, -1], [1, 0], [0.35, 1], [-1, 1]],
};

function drawNode(node: NodeSingular): SVGElement {
  const { x, y } = node.position();
  const half = node.width() / 2;
  const style = {
    fill: String(node.style("background-color")), stroke: String(node.style("border-color")),
    "stroke-width": Number.parseFloat(String(node.style("border-width"))), opacity: Number(node.style("opacity")),
    "fill-opacity": Number(node.style("background-opacity")),
  };
  const shape = String(node.style("shape"));
  const corners = CORNERS[shape];
  if (corners) return make("polygon", { points: corners.map(([dx, dy]) => point({ x: x + dx * half, y: y + dy * half })).join(" "), ...style });
  if (shape === "ellipse") return make("circle", { cx: round(x), cy: round(y), r: round(half), ...style });
  return make("rect", { x: round(x - half), y: round(y - half), width: round(2 * half), height: round(2 * half), rx: round(half / 3), ...style });
}

function drawName(element: NodeSingular | EdgeSingular, { x, y }: Position): SVGElement[] {
  const text = String(element.style("label") ?? "");
  if (!text || Number(element.style("text-opacity")) === 0 || !Number.isFinite(x)) return [];
  const name = make("text", {
    x: round(x), y: round(y), "font-size": round(sizeOf(element)), "text-anchor": "middle", fill: String(element.style("color")),
    stroke: colour("pane"), "stroke-width": round(sizeOf(element) / 3.5), "stroke-linejoin": "round", "paint-order": "stroke", opacity: Number(element.style("opacity")),
  });
  name.textContent = text;
  return [name];
}

function sizeOf(element: NodeSingular | EdgeSingular): number {
  return Number.parseFloat(String(element.style("font-size")));
}

function make(name: string, attributes: Attributes): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (key !== "xmlns") element.setAttribute(key, String(value));
  return element;
}

function point({ x, y }: Position): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
