// Towns as points with their number of events; those that would lie on each other share one.
import L from "leaflet";
import { cluster, type Cluster, type Spot } from "../model/spots";
import { plural } from "../model/words";
import { select } from "../state/address";
import { boundsOf, type MapCanvas } from "./mapCanvas";

const APART = 26;
// More names than these would hide the map.
const MOST_NAMED = 8;

/** Chosen towns are clustered by themselves, so that none hides under others. */
export function drawPoints({ map, points }: MapCanvas, towns: readonly Spot[], chosen: ReadonlySet<string> | null): void {
  points.clearLayers();
  const place = (spot: Spot) => map.latLngToLayerPoint([spot.lat, spot.lon]);
  const lit = chosen ? towns.filter((spot) => spot.events.some((id) => chosen.has(id))) : towns;
  const dim = chosen ? towns.filter((spot) => !lit.includes(spot)) : [];
  for (const group of cluster(dim, place, APART)) points.addLayer(makePoint(map, group, "dim"));
  const groups = cluster(lit, place, APART);
  const names = groups.length <= MOST_NAMED ? "named" : "";
  for (const group of groups) points.addLayer(makePoint(map, group, `${chosen ? "lit" : ""} ${names}`));
}

function makePoint(map: L.Map, { spots }: Cluster, state: string): L.Marker {
  const [first] = spots as [Spot];
  const count = new Set(spots.flatMap((spot) => spot.events)).size;
  const size = Math.min(44, Math.round(20 + 4 * Math.log2(count)));
  const icon = L.divIcon({ className: `spot ${spots.length > 1 ? "several" : ""} ${state}`, html: String(count), iconSize: [size, size] });
  const text = labelOf(spots, count);
  const marker = L.marker([first.lat, first.lon], { icon, alt: text.textContent ?? "", title: "" });
  if (state.includes("named")) marker.bindTooltip(namesOf(spots), { direction: "bottom", offset: [0, size / 2 - 4], permanent: true, className: "place-name" });
  else marker.bindTooltip(text, { direction: "top", offset: [0, -size / 2] });
  marker.on("click", () => (spots.length > 1 ? map.fitBounds(boundsOf(spots).pad(0.3)) : select("place", first.id)));
  marker.on("add", () => marker.getElement()?.setAttribute("aria-label", text.textContent ?? ""));
  return marker;
}

/** How many events where. Leaflet takes text for HTML, and an element as it is. */
export function labelOf(spots: readonly Spot[], count: number): HTMLElement {
  const text = document.createElement("span");
  const shown = spots.slice(0, 5).map((spot) => (spots.length > 1 ? `${spot.name} ${spot.events.length}` : spot.name));
  text.textContent = `${plural(count, "event")}: ${shown.join(", ")}${spots.length > 5 ? ` and ${spots.length - 5} more places` : ""}`;
  return text;
}

function namesOf(spots: readonly Spot[]): HTMLElement {
  const text = document.createElement("span");
  text.textContent = spots.slice(0, 2).map((spot) => spot.name).join(", ") + (spots.length > 2 ? " …" : "");
  return text;
}
