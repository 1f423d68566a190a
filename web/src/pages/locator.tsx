// A small map that shows where a place is: the boundaries of countries around one point.
import type { MultiPolygon, Polygon, Position } from "geojson";
import { useEffect, useState } from "preact/hooks";
import { loadCountries } from "../model/countries";

const WIDTH = 320;
const HEIGHT = 190;
// Degrees from side to side for each kind of place.
const SPANS: Record<string, number> = { country: 44, region: 44, admin1: 20, admin2: 14 };
const SPAN = 12;

interface Props {
  place: { name: string; kind: string; lat: number | null; lon: number | null };
}

export function Locator({ place: { name, kind, lat, lon } }: Props) {
  const [shapes, setShapes] = useState<readonly (Polygon | MultiPolygon)[]>([]);
  useEffect(() => {
    loadCountries().then((countries) => setShapes(countries.map((country) => country.geometry)), () => setShapes([]));
  }, []);
  if (lat === null || lon === null) return null;
  const scale = WIDTH / (SPANS[kind] ?? SPAN);
  const flat = Math.cos((lat * Math.PI) / 180);
  const toPoint = ([x = 0, y = 0]: Position) => `${((x - lon) * scale + WIDTH / 2).toFixed(1)},${(HEIGHT / 2 - ((y - lat) * scale) / flat).toFixed(1)}`;
  return (
    <svg class="locator" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${name} on the map, at ${lat.toFixed(2)} degrees north and ${lon.toFixed(2)} degrees east`}>
      <rect class="sea" width={WIDTH} height={HEIGHT} />
      {shapes.map((shape, at) => <path key={at} class="land" d={outline(shape, toPoint)} />)}
      {kind === "country" || kind === "admin1" || kind === "region" ? <circle class="around" cx={WIDTH / 2} cy={HEIGHT / 2} r={22} /> : null}
      <circle class="here" cx={WIDTH / 2} cy={HEIGHT / 2} r={5} />
    </svg>
  );
}

function outline(shape: Polygon | MultiPolygon, toPoint: (position: Position) => string): string {
  const polygons = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  return polygons.flatMap((rings) => rings.map((ring) => `M${ring.map(toPoint).join("L")}Z`)).join("");
}
