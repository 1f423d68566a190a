// The map pane: where the events of the filter happened.
import { computed, effect, signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import "leaflet/dist/leaflet.css";
import { loadCountries, type Country } from "../model/countries";
import { buildSpots } from "../model/spots";
import { plural } from "../model/words";
import { chosenIds, events } from "../state/events";
import { boundsOf, drawSpots, drawWorld, makeMap, type MapCanvas } from "./mapCanvas";

const spots = computed(() => buildSpots(events.value));
const unplaced = computed(() => events.value.filter((event) => !event.places.some((place) => place.lat !== null)).length);
const countries = signal<readonly Country[]>([]);

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
        <button onClick={() => canvas.current && fit(canvas.current)}>Fit</button>
      </header>
      <div class="canvas" ref={box} role="group" aria-label="Map of the events; the table holds the same" />
      <footer class="legend">
        <span><i class="spot-sample" aria-hidden="true" /> town, with its events</span>
        <span><i class="ring-sample" aria-hidden="true" /> somewhere in a province or region</span>
        <span><i class="area-sample" aria-hidden="true" /> somewhere in a country</span>
      </footer>
    </section>
  );
}

function attach(box: HTMLDivElement, kept: { current: MapCanvas | null }): () => void {
  const canvas = makeMap(box);
  kept.current = canvas;
  const redraw = () => drawSpots(canvas, spots.peek(), chosenIds.peek(), countries.peek());
  canvas.map.on("zoomend", redraw);
  void loadCountries().then((loaded) => {
    drawWorld(canvas.map, loaded);
    countries.value = loaded;
  });
  const watcher = new ResizeObserver(() => canvas.map.invalidateSize());
  watcher.observe(box);
  const stops = [
    effect(() => {
      void spots.value;
      fit(canvas);
    }),
    effect(() => {
      drawSpots(canvas, spots.value, chosenIds.value, countries.value);
      turnTo(canvas);
    }),
  ];
  return () => {
    stops.forEach((stop) => stop());
    watcher.disconnect();
    canvas.map.remove();
  };
}

function fit({ map }: MapCanvas): void {
  const all = spots.peek();
  if (all.length) map.fitBounds(boundsOf(all).pad(0.1), { maxZoom: 6, animate: false });
}

/** Bring what is chosen into view, without moving where it is there already. */
function turnTo({ map }: MapCanvas): void {
  const ids = chosenIds.peek();
  const lit = ids ? spots.peek().filter((spot) => spot.events.some((id) => ids.has(id))) : [];
  if (!lit.length) return;
  const bounds = boundsOf(lit);
  const close = map.getZoom() >= 4 || lit.length > 3;
  if (!close || !map.getBounds().contains(bounds)) map.fitBounds(bounds.pad(0.4), { maxZoom: 6, animate: false });
}
