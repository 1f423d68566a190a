// The boundaries of countries, and which of them holds a point.
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import world from "world-atlas/countries-50m.json?url";

export type Country = Feature<Polygon | MultiPolygon, { name: string }>;

let loaded: Promise<Country[]> | null = null;

export function loadCountries(): Promise<Country[]> {
  loaded ??= fetch(world)
    .then((answer) => answer.json())
    .then((atlas: Topology<{ countries: GeometryCollection<{ name: string }> }>) => {
      const all = feature(atlas, atlas.objects.countries) as FeatureCollection<Polygon | MultiPolygon, { name: string }>;
      return all.features;
    });
  return loaded;
}

export function countryAt(countries: readonly Country[], lon: number, lat: number): Country | undefined {
  return countries.find((country) => polygonsOf(country).some((rings) => rings[0] && inside(rings[0], lon, lat)));
}

function polygonsOf({ geometry }: Country): Position[][][] {
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

/** By the number of edges that a line from the point crosses. */
function inside(ring: readonly Position[], lon: number, lat: number): boolean {
  let within = false;
  let [lastX = 0, lastY = 0] = ring[ring.length - 1] ?? [];
  for (const [x = 0, y = 0] of ring) {
    if (y > lat !== lastY > lat && lon < ((lastX - x) * (lat - y)) / (lastY - y) + x) within = !within;
    [lastX, lastY] = [x, y];
  }
  return within;
}
