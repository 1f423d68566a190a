// Makes the map's boundaries at build time: Natural Earth's at 1:50 million, simplified to what a screen shows.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";
import type { GeometryCollection, Topology } from "topojson-specification";
import { quantize } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const NAME = "virtual:world";
// In square degrees: a triangle that a corner may span and still be left out, about 20 km by 20 km.
const LEAST_AREA = 0.04;
const GRID = 10_000;
// Seen from the side of a map, Antarctica is only a bar at its foot.
const LEFT_OUT = new Set(["010"]);

export function world(): Plugin {
  return {
    name: "world",
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load(id) {
      if (id !== `\0${NAME}`) return undefined;
      // Served as they are while developing, where no files are emitted.
      if (this.meta.watchMode) return `export default ${JSON.stringify(`data:application/json,${encodeURIComponent(makeWorld())}`)}`;
      const file = this.emitFile({ type: "asset", name: "world.json", source: makeWorld() });
      return `export default import.meta.ROLLUP_FILE_URL_${file}`;
    },
  };
}

type World = Topology<{ countries: GeometryCollection<object> }>;

function makeWorld(): string {
  const path = createRequire(import.meta.url).resolve("world-atlas/countries-50m.json");
  const atlas = JSON.parse(readFileSync(path, "utf8")) as World;
  const { countries } = atlas.objects;
  const kept = countries.geometries
    .filter((country) => !LEFT_OUT.has(String(country.id)))
    .map(({ id: _, ...shape }) => shape as (typeof countries.geometries)[number]);
  const shapes = { ...atlas, objects: { countries: { ...countries, geometries: kept } } };
  const simpler = simplify(presimplify(shapes as never), LEAST_AREA) as unknown as World;
  return JSON.stringify(quantize(simpler, GRID));
}
