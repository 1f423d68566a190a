// The network pane: who had to do with whom and where, for the events of the filter.
import { computed, effect, signal } from "@preact/signals";
import type { Core } from "cytoscape";
import { useEffect, useRef } from "preact/hooks";
import { GROUPS } from "../model/kinds";
import { buildNetwork, type Network } from "../model/network";
import { plural, STATUSES } from "../model/words";
import { clearSelection, selection, show } from "../state/address";
import { chosen, chosenIds, events } from "../state/events";
import { colour, theme } from "../state/theme";
import { saveFile } from "../parts/saveFile";
import { arrange, draw, fit, light, makeCanvas } from "./networkCanvas";
import { makeStyle } from "./networkStyle";

const MOST_NODES = 300;

const withPlaces = signal(true);
const network = computed(() => buildNetwork(events.value, MOST_NODES, withPlaces.value));

export function NetworkPane() {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<Core | null>(null);
  useEffect(() => (box.current ? attach(box.current, canvas) : undefined), []);
  const withCanvas = (act: (cy: Core) => void) => () => canvas.current && act(canvas.current);
  return (
    <section class="pane network" aria-labelledby="network-title">
      <header>
        <h2 id="network-title">Network</h2>
        <span class="note">{describe(network.value)}</span>
        <label class="check">
          <input type="checkbox" checked={withPlaces.value} onChange={() => (withPlaces.value = !withPlaces.value)} /> Places
        </label>
        <button onClick={withCanvas((cy) => fit(cy))}>Fit</button>
        <button onClick={withCanvas((cy) => arrange(cy, null))}>Arrange</button>
        <button onClick={withCanvas(savePicture)}>PNG</button>
      </header>
      <div class="canvas" ref={box} role="img" aria-label={`Network of ${describe(network.value)}. The table holds the same.`} />
      <footer class="legend">
        {GROUPS.map(({ group, name }) => (
          <span key={group}>
            <i class={`shape ${group}`} aria-hidden="true" /> {name}
          </span>
        ))}
        {STATUSES.map((status) => (
          <span key={status}>
            <i class={`stroke ${status}`} aria-hidden="true" /> {status}
          </span>
        ))}
        <LooseNote />
      </footer>
    </section>
  );
}

function describe(network: Network): string {
  const parts = [plural(network.nodes.length, "node")];
  if (network.hiddenNodes) parts.push(`${network.hiddenNodes} with fewer events hidden`);
  return parts.join(", ");
}

/** Events without a second end to draw a line to: the table alone has them. */
function LooseNote() {
  const loose = network.value.loose;
  if (!loose) return null;
  return (
    <button class="link" title="They have only one party and no place, so there is no line to draw" onClick={() => show("table")}>
      {plural(loose, "event")} only in the table
    </button>
  );
}

function attach(box: HTMLDivElement, canvas: { current: Core | null }): () => void {
  const cy = makeCanvas(box);
  canvas.current = cy;
  cy.on("tap", (tap) => tap.target === cy && clearSelection());
  const watcher = new ResizeObserver(() => cy.resize());
  watcher.observe(box);
  const stops = [
    effect(() => draw(cy, network.value)),
    effect(() => {
      void network.value;
      light(cy, chosenIds.value, focusOf());
    }),
    effect(() => {
      void theme.value;
      cy.style(makeStyle());
    }),
  ];
  return () => {
    stops.forEach((stop) => stop());
    watcher.disconnect();
    cy.destroy();
  };
}

function focusOf(): string[] {
  const now = selection.value;
  if (now?.kind === "actor" || now?.kind === "place") return [now.id];
  if (now?.kind === "edge") return now.id.split("|");
  if (now?.kind !== "event") return [];
  return chosen.value.flatMap((event) => [...event.actors, ...event.recipients, ...event.places].map((end) => end.id));
}

function savePicture(cy: Core): void {
  const picture = cy.png({ output: "blob", full: true, scale: 2, bg: colour("pane") });
  saveFile(picture, "belligraph-network.png");
}
