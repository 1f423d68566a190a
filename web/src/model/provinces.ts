// The boundaries of provinces, fetched only when somebody looks closely.
import type { MultiLineString } from "geojson";
import { feature, merge, mesh } from "topojson-client";
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from "topojson-specification";
import file from "../../boundaries/provinces.json?url";
import { holds, unwrap, type Area, type Country } from "./countries";
import type { Spot } from "./spots";

export interface Province extends Country {
  country: string;
}

export interface Provinces {
  all: readonly Province[];
  /** By its number at GeoNames; a province that is joined of several areas has none. */
  byNumber: ReadonlyMap<string, Province>;
  countries: ReadonlyMap<string, Country>;
  innerBorders: MultiLineString;
}

type Shape = Polygon | MultiPolygon;
type Atlas = Topology<Record<string, GeometryCollection>>;

let loaded: Promise<Provinces> | null = null;

export function loadProvinces(): Promise<Provinces> {
  loaded ??= fetch(file)
    .then((answer) => answer.json())
    .then(readProvinces);
  return loaded;
}

function readProvinces(atlas: Atlas): Provinces {
  const shapes = Object.entries(atlas.objects).flatMap(([country, { geometries }]) => (geometries as Shape[]).map((shape) => ({ country, shape })));
  const all = shapes.map(({ country, shape }) => ({ ...unwrap(feature(atlas, shape) as Country), country }));
  const of = new Map(shapes.map(({ country, shape }) => [shape as object, country]));
  const whole = { type: "GeometryCollection", geometries: shapes.map(({ shape }) => shape) } as GeometryCollection;
  const countries = Object.entries(atlas.objects).map(([country, { geometries }]) => [country, joined(atlas, geometries as Shape[])] as const);
  return {
    all,
    byNumber: new Map(all.flatMap((province) => (province.id === undefined ? [] : [[String(province.id), province] as const]))),
    countries: new Map(countries),
    innerBorders: mesh(atlas, whole, (a, b) => a !== b && of.get(a) === of.get(b)),
  };
}

function joined(atlas: Atlas, shapes: Shape[]): Country {
  const geometry: Area = merge(atlas, shapes as Parameters<typeof merge>[1]);
  return unwrap({ type: "Feature", properties: null, geometry });
}

/** The area that a spot stands for: the province or county of its number, or a province that its point lies in. */
export function provinceOf(provinces: Provinces, { id, precision, lat, lon }: Spot): Country | undefined {
  const own = provinces.byNumber.get(id.replace(/^gn:/, ""));
  if (own || precision !== "admin1") return own;
  return provinces.all.find((province) => holds(province.geometry, lon, lat));
}

export function countryOf(provinces: Provinces, { lat, lon }: Spot): Country | undefined {
  const province = provinces.all.find(({ geometry }) => holds(geometry, lon, lat));
  return province && provinces.countries.get(province.country);
}
