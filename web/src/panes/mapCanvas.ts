// Keeps a Leaflet map in step with the places of the events.
import L from "leaflet";
import { countryAt, type Country } from "../model/countries";
import { cluster, isArea, REACH, type Cluster, type Spot } from "../model/spots";
import { plural } from "../model/words";
import { select } from "../state/address";

const CREDIT =
  'Boundaries: <a href="https://www.naturalearthdata.com" target="_blank" rel="noopener">Natural Earth</a>; places: ' +
  '<a href="https://www.geonames.org" target="_blank" rel="noopener">GeoNames</a> (CC BY 4.0)';
const APART = 26;
// More names than these would hide the map.
const MOST_NAMED = 8;

export interface MapCanvas {
  map: L.Map;
  areas: L.LayerGroup;
  points: L.LayerGroup;
}

export function makeMap(box: HTMLElement): MapCanvas {
  const map = L.map(box, { minZoom: 1, maxZoom: 10, zoomSnap: 0.5, worldCopyJump: true, center: [30, 30], zoom: 2 });
  map.attributionControl.setPrefix(false).addAttribution(CREDIT);
  return { map, areas: L.layerGroup().addTo(map), points: L.layerGroup().addTo(map) };
}

export function drawWorld(map: L.Map, countries: readonly Country[]): void {
  const style = { className: "land", weight: 0.7, fillOpacity: 1 };
  L.geoJSON(countries as Country[], { style, interactive: false }).addTo(map).bringToBack();
}

/** Areas first, the largest at the bottom, and towns on them; what is not chosen is faint. */
export function drawSpots(canvas: MapCanvas, spots: readonly Spot[], chosen: ReadonlySet<string> | null, countries: readonly Country[]): void {
  canvas.areas.clearLayers();
  canvas.points.clearLayers();
  const areas = spots.filter(isArea).sort((a, b) => (REACH[b.precision] ?? 0) - (REACH[a.precision] ?? 0));
  for (const spot of areas) addArea(canvas, spot, chosen, countries);
  const place = (spot: Spot) => canvas.map.latLngToLayerPoint([spot.lat, spot.lon]);
  const towns = spots.filter((spot) => !isArea(spot));
  // Chosen towns are clustered by themselves, so that none hides under others.
  const [lit, dim] = split(towns, chosen);
  for (const group of cluster(dim, place, APART)) addPoint(canvas, group, "dim");
  const groups = cluster(lit, place, APART);
  const state = !chosen ? "" : groups.length > MOST_NAMED ? "lit" : "lit named";
  for (const group of groups) addPoint(canvas, group, state);
}

function split(spots: readonly Spot[], chosen: ReadonlySet<string> | null): [Spot[], Spot[]] {
  if (!chosen) return [[...spots], []];
  const lit = spots.filter((spot) => spot.events.some((id) => chosen.has(id)));
  return [lit, spots.filter((spot) => !lit.includes(spot))];
}

function addArea({ areas }: MapCanvas, spot: Spot, chosen: ReadonlySet<string> | null, countries: readonly Country[]): void {
  const state = !chosen ? "" : spot.events.some((id) => chosen.has(id)) ? "lit" : "dim";
  const style = { className: `area ${spot.precision} ${state}`, weight: 1.5 };
  const country = spot.precision === "country" ? countryAt(countries, spot.lon, spot.lat) : undefined;
  const layer = country
    ? L.geoJSON(country, { style })
    : L.circle([spot.lat, spot.lon], { ...style, radius: REACH[spot.precision] ?? 50_000, dashArray: "5 4" });
  layer.bindTooltip(label([spot], spot.events.length), { sticky: true }).on("click", () => select("place", spot.id));
  areas.addLayer(layer);
}

function addPoint({ map, points }: MapCanvas, { spots }: Cluster, state: string): void {
  const first = spots[0];
  if (!first) return;
  const count = new Set(spots.flatMap((spot) => spot.events)).size;
  const size = Math.min(44, Math.round(20 + 4 * Math.log2(count)));
  const icon = L.divIcon({ className: `spot ${spots.length > 1 ? "several" : ""} ${state}`, html: String(count), iconSize: [size, size] });
  const text = label(spots, count);
  const marker = L.marker([first.lat, first.lon], { icon, alt: text.textContent ?? "", title: "" });
  if (state.includes("named")) marker.bindTooltip(names(spots), { direction: "bottom", offset: [0, size / 2 - 4], permanent: true, className: "place-name" });
  else marker.bindTooltip(text, { direction: "top", offset: [0, -size / 2] });
  marker.on("click", () => (spots.length > 1 ? map.fitBounds(boundsOf(spots).pad(0.3)) : select("place", first.id)));
  points.addLayer(marker);
  marker.getElement()?.setAttribute("aria-label", text.textContent ?? "");
}

export function boundsOf(spots: readonly Spot[]): L.LatLngBounds {
  return L.latLngBounds(spots.map((spot) => [spot.lat, spot.lon]));
}

/** How many events where. Leaflet takes text for HTML, and an element as it is. */
function label(spots: readonly Spot[], count: number): HTMLElement {
  const text = document.createElement("span");
  const shown = spots.slice(0, 5).map((spot) => (spots.length > 1 ? `${spot.name} ${spot.events.length}` : spot.name));
  text.textContent = `${plural(count, "event")}: ${shown.join(", ")}${spots.length > 5 ? ` and ${spots.length - 5} more places` : ""}`;
  return text;
}

function names(spots: readonly Spot[]): HTMLElement {
  const text = document.createElement("span");
  text.textContent = spots.slice(0, 2).map((spot) => spot.name).join(", ") + (spots.length > 2 ? " …" : "");
  return text;
}
