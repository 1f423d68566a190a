// The map itself: its layers from the ground up, its credits, and how it is turned to places.
import L from "leaflet";
import type { Country } from "../model/countries";
import type { Provinces } from "../model/provinces";
import type { Spot } from "../model/spots";
import type { Tiles } from "../state/serverWords";

const CREDIT =
  'Boundaries: <a href="https://www.naturalearthdata.com" target="_blank" rel="noopener">Natural Earth</a>; places: ' +
  '<a href="https://www.geonames.org" target="_blank" rel="noopener">GeoNames</a> (CC BY 4.0)';
const CLOSEST_FIT = 7;
// What fills less of the map than this is turned to.
const TINY = 0.25;
/** From here on provinces have boundaries. */
export const NEAR = 4.5;

export interface MapCanvas {
  map: L.Map;
  ground: L.LayerGroup;
  names: L.LayerGroup;
  areas: L.LayerGroup;
  points: L.LayerGroup;
}

export function makeMap(box: HTMLElement): MapCanvas {
  const map = L.map(box, { minZoom: 1, maxZoom: 12, zoomSnap: 0.5, worldCopyJump: true, center: [30, 30], zoom: 2 });
  map.attributionControl.setPrefix(false).addAttribution(CREDIT);
  L.control.scale({ imperial: false, position: "topright" }).addTo(map);
  // Below the areas, which lie in Leaflet's own pane for overlays.
  map.createPane("ground").style.zIndex = "350";
  map.createPane("names").style.zIndex = "360";
  return { map, ground: L.layerGroup().addTo(map), names: L.layerGroup().addTo(map), areas: L.layerGroup().addTo(map), points: L.layerGroup().addTo(map) };
}

/** Countries from far, provinces when near; over tiles, which show land and sea themselves, the borders alone. */
export function drawGround({ map, ground }: MapCanvas, countries: readonly Country[], provinces: Provinces | null, tiles: Tiles | null): void {
  const near = provinces !== null && map.getZoom() >= NEAR;
  const wanted = `${near ? "near" : "far"} ${countries.length} ${tiles?.address}`;
  if (map.getContainer().dataset["ground"] === wanted) return;
  map.getContainer().dataset["ground"] = wanted;
  ground.clearLayers();
  if (tiles) ground.addLayer(L.tileLayer(tiles.address, { attribution: escape(tiles.credit), maxZoom: 19 }));
  const outline = { pane: "ground", interactive: false, style: { className: tiles ? "land over-tiles" : "land", weight: near ? 1.2 : 0.7, fillOpacity: tiles ? 0 : 1 } };
  if (!near) {
    ground.addLayer(L.geoJSON(countries as Country[], outline));
    return;
  }
  ground.addLayer(L.geoJSON([...provinces.countries.values()], outline));
  ground.addLayer(L.geoJSON(provinces.innerBorders, { pane: "ground", interactive: false, style: { className: "inner-border", weight: 0.7 } }));
}

/** Bring these places into view; where they can be told apart in it already, the map stays. */
export function showSpots(map: L.Map, spots: readonly Spot[], always: boolean): void {
  if (!spots.length) return;
  const bounds = boundsOf(spots);
  if (always || !map.getBounds().contains(bounds) || isTiny(map, bounds)) {
    map.fitBounds(bounds.pad(0.15), { maxZoom: CLOSEST_FIT - spanOf(spots), padding: [20, 20], animate: false });
  }
}

function isTiny(map: L.Map, bounds: L.LatLngBounds): boolean {
  const from = map.latLngToContainerPoint(bounds.getSouthWest());
  const to = map.latLngToContainerPoint(bounds.getNorthEast());
  const { x, y } = map.getSize();
  return map.getZoom() < NEAR && Math.abs(to.x - from.x) < x * TINY && Math.abs(to.y - from.y) < y * TINY;
}

/** What is known of a country or province alone is looked at from farther. */
function spanOf(spots: readonly Spot[]): number {
  if (spots.some((spot) => spot.precision === "country" || spot.precision === "region")) return 1.5;
  return spots.some((spot) => spot.precision === "admin1") ? 0.5 : 0;
}

export function boundsOf(spots: readonly Spot[]): L.LatLngBounds {
  return L.latLngBounds(spots.map((spot) => [spot.lat, spot.lon]));
}

/** Leaflet takes a credit for HTML. */
function escape(text: string): string {
  const box = document.createElement("span");
  box.textContent = text;
  return box.innerHTML;
}
