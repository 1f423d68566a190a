// The network pane: who had to do with whom and where, for the events of the filter.
import { computed, effect } from "@preact/signals";
import type { Core } from "cytoscape";
import { useEffect, useRef } from "preact/hooks";
import { buildEventNetwork } from "../model/eventNetwork";
import { GROUPS } from "../model/kinds";
import { buildNetwork, type Network } from "../model/network";
import { plural, QUAD_NAMES, STATUSES } from "../model/words";
import { clearSelection, draw as drawOtherwise, drawing, selection, show } from "../state/address";
import { NODE_BOUNDS } from "../state/drawing";
import { chosen, chosenIds, events, loading } from "../state/events";
import { colour, theme } from "../state/theme";
import { Dropdown } from "../parts/dropdown";
import { saveFile } from "../parts/saveFile";
import { draw, light, makeCanvas } from "./networkCanvas";
import { arrangeAll, fit } from "./networkLayout";
import { makeStyle } from "./networkStyle";
import { writeSvg } from "./networkSvg";

const around = computed(() => new Set(drawing.value.around.map((end) => end.slice(end.indexOf(":") + 1))));

export const network = computed(() => {
  const { eventsAs, mostNodes, withPlaces } = drawing.value;
  const build = eventsAs === "nodes" ? buildEventNetwork : buildNetwork;
  return build(events.value, { mostNodes, withPlaces, around: around.value });
});

export function NetworkPane() {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<Core | null>(null);
  useEffect(() => (box.current ? attach(box.current, canvas) : undefined), []);
  const withCanvas = (act: (cy: Core) => void) => () => canvas.current && act(canvas.current);
  return (
    <section class="pane network" aria-labelledby="network-title">
      <header>
        <h2 id="network-title">Network</h2>
        <span class="note" title={network.value.hiddenNodes ? "Those with the most events; More sets another bound" : ""}>{describe(network.value)}</span>
        <EventsSwitch />
        <button onClick={withCanvas((cy) => fit(cy))}>Fit</button>
        <Dropdown name="Network" label="More" class="right">
          {(close) => <Options close={close} withCanvas={withCanvas} />}
        </Dropdown>
      </header>
      {!loading.value && !network.value.nodes.length && <p class="empty">{events.value.length ? "No event has two ends to draw a line between; the table holds them." : "Nothing to draw."}</p>}
      <div class="canvas" ref={box} role="img" aria-label={`Network of ${describe(network.value)}. The table holds the same.`} />
      <Legend />
    </section>
  );
}

function EventsSwitch() {
  const now = drawing.value.eventsAs;
  return (
    <div class="switch" role="group" aria-label="Events as">
      <button aria-pressed={now === "lines"} title="Events as lines between those who take part" onClick={() => drawOtherwise({ eventsAs: "lines" })}>Lines</button>
      <button aria-pressed={now === "nodes"} title="Events as nodes of their own" onClick={() => drawOtherwise({ eventsAs: "nodes" })}>Nodes</button>
    </div>
  );
}

interface OptionsProps {
  close: () => void;
  withCanvas: (act: (cy: Core) => void) => () => void;
}

function Options({ close, withCanvas }: OptionsProps) {
  const { mostNodes, withPlaces } = drawing.value;
  const then = (act: (cy: Core) => void) => withCanvas((cy) => {
    close();
    act(cy);
  });
  return (
    <>
      <label><input type="checkbox" checked={withPlaces} onChange={() => drawOtherwise({ withPlaces: !withPlaces })} /> Places</label>
      <label>
        Nodes at most{" "}
        <select value={mostNodes} onChange={(event) => drawOtherwise({ mostNodes: Number(event.currentTarget.value) })}>
          {NODE_BOUNDS.map((bound) => <option key={bound} value={bound}>{bound}</option>)}
        </select>
      </label>
      <button onClick={then((cy) => arrangeAll(cy))}>Arrange anew</button>
      <button onClick={then(savePng)}>Save as PNG</button>
      <button onClick={then(saveSvg)}>Save as SVG</button>
    </>
  );
}

function describe({ nodes, hiddenNodes, hiddenEvents }: Network): string {
  const shown = hiddenNodes ? `${nodes.length.toLocaleString("en")} of ${plural(nodes.length + hiddenNodes, "node")}` : plural(nodes.length, "node");
  return hiddenEvents ? `${shown}, ${plural(hiddenEvents, "event")} hidden` : shown;
}

function Legend() {
  const asNodes = drawing.value.eventsAs === "nodes";
  return (
    <footer class="legend">
      {GROUPS.map(({ group, name }) => <span key={group}><i class={`shape ${group}`} aria-hidden="true" /> {name}</span>)}
      {asNodes && [4, 3, 2, 1].map((quad) => (
        <span key={quad}><i class={`shape event quad-${quad}`} aria-hidden="true" /> {QUAD_NAMES[quad]}</span>
      ))}
      {STATUSES.map((status) => <span key={status}><i class={`stroke ${status}`} aria-hidden="true" /> {status}</span>)}
      {!asNodes && <span>×2: two events</span>}
      <LooseNote />
    </footer>
  );
}

/** Events without a second end to draw a line to: the table alone has them. */
function LooseNote() {
  const loose = network.value.loose;
  if (!loose) return null;
  return (
    <button class="link" title="They have only one party and no place, so there is no line to draw" onClick={() => show("table", "events")}>
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
  return [now.id, ...chosen.value.flatMap((event) => [...event.actors, ...event.recipients, ...event.places].map((end) => end.id))];
}

function savePng(cy: Core): void {
  saveFile(cy.png({ output: "blob", full: true, scale: 2, bg: colour("pane") }), "belligraph-network.png");
}

function saveSvg(cy: Core): void {
  const picture = writeSvg(cy, `Belligraph: network of ${describe(network.peek())}`);
  saveFile(new Blob([picture], { type: "image/svg+xml" }), "belligraph-network.svg");
}
