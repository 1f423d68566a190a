// Shaded areas for what is known to a province, a country or a region and no closer.
import L from "leaflet";
import { countryAt, type Country } from "../model/countries";
import { countryOf, provinceOf, type Provinces } from "../model/provinces";
import { REACH, type Spot } from "../model/spots";
import { select } from "../state/address";
import { labelOf } from "./mapPoints";

export interface Ground {
  countries: readonly Country[];
  provinces: Provinces | null;
}

/** The largest at the bottom, so that each can be reached. */
export function drawAreas(layers: L.LayerGroup, spots: readonly Spot[], chosen: ReadonlySet<string> | null, ground: Ground): void {
  layers.clearLayers();
  const largest = spots.toSorted((a, b) => (REACH[b.precision] ?? 0) - (REACH[a.precision] ?? 0));
  for (const spot of largest) {
    const state = !chosen ? "" : spot.events.some((id) => chosen.has(id)) ? "lit" : "dim";
    const layer = layerOf(spot, `area ${spot.precision} ${state}`, ground);
    const label = labelOf([spot], spot.events.length);
    const choose = () => select("place", spot.id);
    layer.bindTooltip(label, { sticky: true }).on("click", choose);
    layers.addLayer(layer);
    for (const path of pathsOf(layer)) makeButton(path, label.textContent ?? "", choose);
  }
}

function layerOf(spot: Spot, className: string, ground: Ground): L.GeoJSON | L.Circle {
  const shape = shapeOf(spot, ground);
  if (shape) return L.geoJSON(shape, { style: { className, weight: 1.5 } });
  return L.circle([spot.lat, spot.lon], { className, weight: 1.5, radius: REACH[spot.precision] ?? 50_000, dashArray: "5 4" });
}

function shapeOf(spot: Spot, { countries, provinces }: Ground): Country | undefined {
  if (spot.precision === "country") return provinces ? countryOf(provinces, spot) : countryAt(countries, spot.lon, spot.lat);
  return provinces && spot.precision !== "region" ? provinceOf(provinces, spot) : undefined;
}

function pathsOf(layer: L.GeoJSON | L.Circle): Element[] {
  const parts = layer instanceof L.GeoJSON ? (layer.getLayers() as L.Path[]) : [layer];
  return parts.flatMap((part) => part.getElement() ?? []);
}

/** Leaflet gives markers to the keyboard, but not areas. */
function makeButton(path: Element, label: string, choose: () => void): void {
  path.setAttribute("tabindex", "0");
  path.setAttribute("role", "button");
  path.setAttribute("aria-label", label);
  path.addEventListener("keydown", (event) => {
    const { key } = event as KeyboardEvent;
    if (key !== "Enter" && key !== " ") return;
    event.preventDefault();
    choose();
  });
}
