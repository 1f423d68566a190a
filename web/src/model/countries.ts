// The boundaries of countries, and which of them holds a point.
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import world from "virtual:world";

export type Area = Polygon | MultiPolygon;
export type Country = Feature<Area>;

let loaded: Promise<Country[]> | null = null;

export function loadCountries(): Promise<Country[]> {
  loaded ??= fetch(world)
    .then((answer) => answer.json())
    .then((atlas: Topology<{ countries: GeometryCollection }>) => {
      const all = feature(atlas, atlas.objects.countries) as FeatureCollection<Area>;
      return all.features.map(unwrap);
    });
  return loaded;
}

export function countryAt(countries: readonly Country[], lon: number, lat: number): Country | undefined {
  return countries.find((country) => holds(country.geometry, lon, lat));
}

/** Whether a point lies within the outer boundary of an area. */
export function holds(area: Area, lon: number, lat: number): boolean {
  return polygonsOf(area).some((rings) => rings[0] && inside(rings[0], lon, lat));
}

/** Where a boundary crosses the 180th meridian it goes on beyond it, instead of back across the whole map. */
export function unwrap<Shape extends Country>(country: Shape): Shape {
  const polygons = polygonsOf(country.geometry).map((rings) => rings.map(unwrapRing));
  return { ...country, geometry: { type: "MultiPolygon", coordinates: polygons } };
}

function unwrapRing(ring: readonly Position[]): Position[] {
  let turn = 0;
  return ring.map(([x = 0, y = 0], at) => {
    const before = ring[at - 1]?.[0] ?? x;
    if (x - before > 180) turn -= 360;
    else if (before - x > 180) turn += 360;
    return [x + turn, y];
  });
}

export function polygonsOf(area: Area): Position[][][] {
  return area.type === "Polygon" ? [area.coordinates] : area.coordinates;
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
