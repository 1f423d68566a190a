// The map pane: where the events of the filter happened.
import { computed, effect, signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import "leaflet/dist/leaflet.css";
import { loadCountries, type Country } from "../model/countries";
import { loadProvinces, type Provinces } from "../model/provinces";
import { buildSpots, isArea } from "../model/spots";
import { plural } from "../model/words";
import { chosenIds, events } from "../state/events";
import { serverWords } from "../state/serverWords";
import { drawAreas } from "./mapAreas";
import { drawGround, makeMap, NEAR, showSpots, type MapCanvas } from "./mapCanvas";
import { drawNames } from "./mapNames";
import { drawPoints } from "./mapPoints";

const spots = computed(() => buildSpots(events.value));
const areas = computed(() => spots.value.filter(isArea));
const towns = computed(() => spots.value.filter((spot) => !isArea(spot)));
const unplaced = computed(() => events.value.filter((event) => !event.places.some((place) => place.lat !== null)).length);
const countries = signal<readonly Country[]>([]);
const provinces = signal<Provinces | null>(null);
const zoom = signal(0);

export function MapPane() {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<MapCanvas | null>(null);
  useEffect(() => (box.current ? attach(box.current, canvas) : undefined), []);
  return (
    <section class="pane map" aria-labelledby="map-title">
      <header>
        <h2 id="map-title">Map</h2>
        <span class="note">
          {plural(spots.value.length, "place")}
          {unplaced.value > 0 && `, ${plural(unplaced.value, "event")} without one`}
        </span>
        <button onClick={() => canvas.current && showSpots(canvas.current.map, spots.peek(), true)}>Fit</button>
      </header>
      <div class="canvas" ref={box} role="group" aria-label="Map of the events; the table holds the same" />
      <footer class="legend">
        <span><i class="spot-sample" aria-hidden="true" /> town, with its events</span>
        <span><i class="area-sample" aria-hidden="true" /> somewhere in that province or country</span>
        <span><i class="ring-sample" aria-hidden="true" /> somewhere around</span>
      </footer>
    </section>
  );
}

function attach(box: HTMLDivElement, kept: { current: MapCanvas | null }): () => void {
  const canvas = makeMap(box);
  const { map } = canvas;
  kept.current = canvas;
  map.on("zoomend", () => (zoom.value = map.getZoom()));
  void loadCountries().then((loaded) => (countries.value = loaded));
  const watcher = new ResizeObserver(() => map.invalidateSize());
  watcher.observe(box);
  const stops = [
    effect(() => showSpots(map, spots.value, true)),
    effect(() => {
      const ids = chosenIds.value;
      if (ids) showSpots(map, spots.value.filter((spot) => spot.events.some((id) => ids.has(id))), false);
    }),
    effect(() => {
      if (zoom.value >= NEAR || areas.value.some(({ precision }) => precision.startsWith("admin"))) void loadProvinces().then((loaded) => (provinces.value = loaded));
    }),
    effect(() => {
      void zoom.value;
      drawGround(canvas, countries.value, provinces.value, serverWords.value.tiles);
    }),
    effect(() => drawAreas(canvas.areas, areas.value, chosenIds.value, { countries: countries.value, provinces: provinces.value })),
    effect(() => {
      void zoom.value;
      const taken = drawPoints(canvas, towns.value, chosenIds.value);
      // Tiles have names of their own.
      drawNames(map, canvas.names, serverWords.value.tiles ? [] : countries.value, taken);
    }),
  ];
  return () => {
    stops.forEach((stop) => stop());
    watcher.disconnect();
    map.remove();
  };
}
