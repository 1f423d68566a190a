// How the network looks: shape and colour say the kind, the line says the status.
import type { StylesheetJson } from "cytoscape";
import { GROUPS, type KindGroup } from "../model/kinds";
import { colour } from "../state/theme";

const SHAPES = {
  person: "ellipse",
  state: "round-rectangle",
  armed: "triangle",
  organisation: "hexagon",
  people: "round-pentagon",
  place: "diamond",
} as const satisfies Record<KindGroup, string>;

export function makeStyle(): StylesheetJson {
  return [
    { selector: "node", style: nodeStyle() },
    ...GROUPS.map(({ group }) => ({
      selector: `node[group = "${group}"]`,
      style: { shape: SHAPES[group], "background-color": colour(`kind-${group}`) },
    })),
    { selector: 'node[group = "event"]', style: { shape: "round-tag", color: colour("muted"), "border-color": colour("muted"), "border-width": 1 } },
    ...[1, 2, 3, 4].map((quad) => ({ selector: `node[quad = ${quad}]`, style: { "background-color": colour(`quad-${quad}`) } })),
    { selector: 'node[group = "event"][status != "asserted"]', style: { "border-style": "dashed", "background-opacity": 0.45 } },
    { selector: "edge", style: edgeStyle() },
    { selector: "edge[count != '']", style: { label: "data(count)" } },
    { selector: "edge[?directed]", style: { "target-arrow-shape": "triangle" } },
    { selector: 'edge[status = "claimed"]', style: { "line-style": "dashed", "line-dash-pattern": [7, 4] } },
    { selector: 'edge[status = "future"]', style: { "line-style": "dashed", "line-dash-pattern": [12, 4], "target-arrow-fill": "hollow" } },
    { selector: 'edge[status = "hypothetical"]', style: { "line-style": "dotted", "target-arrow-fill": "hollow" } },
    { selector: 'edge[status = "negated"]', style: { "line-style": "dotted", "line-color": colour("bad"), "target-arrow-shape": "tee", "target-arrow-color": colour("bad") } },
    { selector: ".dim", style: { opacity: 0.14, "text-opacity": 0 } },
    { selector: "edge.lit", style: { "line-color": colour("accent"), "target-arrow-color": colour("accent") } },
    { selector: "edge.named", style: { label: "data(litLabel)" } },
    { selector: ".quiet", style: { "text-opacity": 0 } },
    { selector: ".hover", style: { "text-opacity": 1, "z-index": 10_000 } },
    { selector: "edge.hover", style: { label: "data(label)", "line-color": colour("accent"), "target-arrow-color": colour("accent") } },
    { selector: "node.focus", style: { "border-width": 4, "border-color": colour("accent"), "text-opacity": 1 } },
  ] as StylesheetJson;
}

function nodeStyle(): object {
  return {
    label: "data(label)",
    width: "data(size)",
    height: "data(size)",
    "font-family": "system-ui, sans-serif",
    color: colour("text"),
    "text-valign": "bottom",
    "text-margin-y": 4,
    "text-wrap": "ellipsis",
    "text-outline-color": colour("pane"),
    "z-index": "data(weight)",
    "border-width": 1.5,
    "border-color": colour("pane"),
  };
}

function edgeStyle(): object {
  return {
    width: "data(width)",
    "curve-style": "bezier",
    "line-color": colour("line"),
    "target-arrow-color": colour("line"),
    "arrow-scale": 0.9,
    color: colour("muted"),
    "text-outline-color": colour("pane"),
  };
}
