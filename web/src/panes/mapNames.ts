// The names of countries, for orientation: those that there is room for, beside the towns and their names.
import L from "leaflet";
import { polygonsOf, type Country } from "../model/countries";
import { overlap, type Box } from "./mapPoints";

// The width of a letter in pixels.
const LETTER = 8;

interface Label {
  name: string;
  lat: number;
  lon: number;
  west: number;
  east: number;
}

const labels = new WeakMap<Country, Label>();

export function drawNames(map: L.Map, layer: L.LayerGroup, countries: readonly Country[], taken: readonly Box[]): void {
  layer.clearLayers();
  for (const country of countries) {
    const { name, lat, lon, west, east } = labels.get(country) ?? keepLabel(country);
    const room = map.latLngToLayerPoint([lat, east]).x - map.latLngToLayerPoint([lat, west]).x;
    const box = { ...map.latLngToLayerPoint([lat, lon]), half: (name.length * LETTER) / 2 };
    if (!name || room < 2 * box.half || taken.some((other) => overlap(other, box))) continue;
    const text = document.createElement("span");
    text.textContent = name;
    const icon = L.divIcon({ className: "country-name", html: text, iconSize: [0, 0] });
    layer.addLayer(L.marker([lat, lon], { icon, interactive: false, keyboard: false, pane: "names" }));
  }
}

function keepLabel(country: Country): Label {
  const label = makeLabel(country);
  labels.set(country, label);
  return label;
}

/** In the middle of the largest piece of land. */
function makeLabel(country: Country): Label {
  const name = String(country.properties?.["name"] ?? "");
  const pieces = polygonsOf(country.geometry).map(([ring = []]) => ({ ring, ...middleOf(ring) }));
  const { ring, lat, lon } = pieces.reduce((largest, piece) => (piece.area > largest.area ? piece : largest));
  const across = ring.map(([x = 0]) => x);
  return { name, lat, lon, west: Math.min(...across), east: Math.max(...across) };
}

/** The centroid of a ring and its area in square degrees. */
function middleOf(ring: readonly number[][]): { lat: number; lon: number; area: number } {
  let [area, lon, lat] = [0, 0, 0];
  ring.forEach(([x = 0, y = 0], at) => {
    const [nextX = 0, nextY = 0] = ring[(at + 1) % ring.length] ?? [];
    const part = x * nextY - nextX * y;
    [area, lon, lat] = [area + part, lon + (x + nextX) * part, lat + (y + nextY) * part];
  });
  return { lat: lat / (3 * area || 1), lon: lon / (3 * area || 1), area: Math.abs(area) };
}
