// Towns as points with their number of events; those that would lie on each other share one.
import L from "leaflet";
import { cluster, type Cluster, type Spot } from "../model/spots";
import { plural } from "../model/words";
import { select } from "../state/address";
import { boundsOf, type MapCanvas } from "./mapCanvas";

const APART = 26;
// The size of a name on the map, in pixels.
const LETTER = 7;
const LINE = 22;

export interface Box {
  x: number;
  y: number;
  half: number;
}

/** Chosen towns are clustered by themselves, so that none hides under others. What room they and their names take. */
export function drawPoints({ map, points }: MapCanvas, towns: readonly Spot[], chosen: ReadonlySet<string> | null): Box[] {
  points.clearLayers();
  const place = (spot: Spot) => map.latLngToLayerPoint([spot.lat, spot.lon]);
  const lit = chosen ? towns.filter((spot) => spot.events.some((id) => chosen.has(id))) : towns;
  const dim = chosen ? towns.filter((spot) => !lit.includes(spot)) : [];
  const others = cluster(dim, place, APART);
  for (const group of others) points.addLayer(makePoint(map, group, "dim", false));
  const groups = cluster(lit, place, APART);
  const taken: Box[] = groups.map(pointBox);
  for (const group of groups) {
    const name = nameBox(group);
    const free = taken.filter((box) => box.x !== group.x || box.y !== group.y).every((box) => !overlap(box, name));
    if (free) taken.push(name);
    points.addLayer(makePoint(map, group, chosen ? "lit" : "", free));
  }
  return [...taken, ...others.map(pointBox)];
}

function pointBox({ x, y }: Cluster): Box {
  return { x, y, half: APART / 2 };
}

/** Where the name below a point would be. */
function nameBox({ spots, x, y }: Cluster): Box {
  return { x, y: y + APART, half: (namesOf(spots).length * LETTER) / 2 };
}

export function overlap(a: Box, b: Box): boolean {
  return Math.abs(a.x - b.x) < a.half + b.half && Math.abs(a.y - b.y) < LINE;
}

function makePoint(map: L.Map, { spots }: Cluster, state: string, isNamed: boolean): L.Marker {
  const [first] = spots as [Spot];
  const count = new Set(spots.flatMap((spot) => spot.events)).size;
  const size = Math.min(44, Math.round(20 + 4 * Math.log2(count)));
  const icon = L.divIcon({ className: `spot ${spots.length > 1 ? "several" : ""} ${state}`, html: String(count), iconSize: [size, size] });
  const text = labelOf(spots, count);
  const marker = L.marker([first.lat, first.lon], { icon, alt: text.textContent ?? "", title: "" });
  if (isNamed) marker.bindTooltip(asElement(namesOf(spots)), { direction: "bottom", offset: [0, size / 2 - 6], permanent: true, className: "place-name" });
  else marker.bindTooltip(text, { direction: "top", offset: [0, -size / 2] });
  const choose = () => (spots.length > 1 ? map.fitBounds(boundsOf(spots).pad(0.3)) : select("place", first.id));
  marker.on("click", choose);
  // Leaflet lets the keyboard reach a marker, but not press it.
  marker.on("keydown", ({ originalEvent }) => {
    if (originalEvent.key !== "Enter" && originalEvent.key !== " ") return;
    originalEvent.preventDefault();
    choose();
  });
  marker.on("add", () => marker.getElement()?.setAttribute("aria-label", text.textContent ?? ""));
  return marker;
}

/** How many events where. */
export function labelOf(spots: readonly Spot[], count: number): HTMLElement {
  const shown = spots.slice(0, 5).map((spot) => (spots.length > 1 ? `${spot.name} ${spot.events.length}` : spot.name));
  return asElement(`${plural(count, "event")}: ${shown.join(", ")}${spots.length > 5 ? ` and ${spots.length - 5} more places` : ""}`);
}

function namesOf(spots: readonly Spot[]): string {
  const others = spots.length > 1 ? ` +${spots.length - 1}` : "";
  return `${spots[0]?.name}${others}`;
}

/** Leaflet takes text for HTML, and an element as it is. */
function asElement(words: string): HTMLElement {
  const text = document.createElement("span");
  text.textContent = words;
  return text;
}
