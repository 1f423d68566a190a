// The timeline pane: how many events when, and a brush to choose days.
import { computed } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { buildBars, nameOf, type Bar } from "../model/bars";
import { plural, QUAD_NAMES } from "../model/words";
import { clearSelection, filter, select, selection, setFilter } from "../state/address";
import { chosenIds, events, loading } from "../state/events";
import { withValue } from "../state/filter";
import { BarChart, HEIGHT } from "./barChart";

const timeline = computed(() => buildBars(events.value));

/** The bars that are chosen, by their places; null where none are. */
function chosenBars(bars: readonly Bar[]): [number, number] | null {
  const now = selection.value;
  if (now?.kind !== "days") return null;
  const [first = "", last = first] = now.id.split("|");
  const places = bars.flatMap((bar, at) => (bar.last >= first && bar.first <= last ? [at] : []));
  return places.length ? [places[0] ?? 0, places.at(-1) ?? 0] : null;
}

export function TimelinePane() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(800);
  const [from, setFrom] = useState<number | null>(null);
  const { bars, step, most } = timeline.value;
  useEffect(() => {
    if (!box.current) return undefined;
    const watcher = new ResizeObserver(([entry]) => entry && setWidth(Math.round(entry.contentRect.width)));
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);

  const brushed = chosenBars(bars);
  const choose = (a: number, b: number) => {
    const first = bars[Math.min(a, b)];
    const last = bars[Math.max(a, b)];
    if (first && last) select("days", `${first.first}|${last.last}`);
  };
  const barAt = (event: PointerEvent) => {
    const left = box.current?.getBoundingClientRect().left ?? 0;
    return Math.max(0, Math.min(bars.length - 1, Math.floor(((event.clientX - left) / width) * bars.length)));
  };
  const press = (event: PointerEvent) => {
    if (event.button !== 0 || !bars.length) return;
    box.current?.setPointerCapture(event.pointerId);
    setFrom(barAt(event));
    choose(barAt(event), barAt(event));
  };
  const onKey = (event: KeyboardEvent) => {
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") clearSelection();
    if (!move || !bars.length) return;
    event.preventDefault();
    const [first, last] = brushed ?? (move > 0 ? [-1, -1] : [bars.length, bars.length]);
    const to = nextFull(bars, last, move);
    choose(event.shiftKey && brushed ? first : to, to);
  };
  const name = (at: number) => (bars[at] ? nameOf(bars[at], step) : "");
  const text = brushed ? `${name(brushed[0])} to ${name(brushed[1])}, ${plural(chosenIds.value?.size ?? 0, "event")}` : "no days chosen";
  return (
    <section class="pane timeline" aria-labelledby="timeline-title">
      <header>
        <h2 id="timeline-title">Timeline</h2>
        <span class="note">
          by {step}{!brushed && ", drag to choose"}
        </span>
        {/* In the same row, or the bars would move under the hand that draws the brush. */}
        {brushed ? <ChosenDays /> : (
          <span class="legend inline">
            {[4, 3, 2, 1].map((quad) => (
              <span key={quad}><i class={`block quad-${quad}`} aria-hidden="true" /> {QUAD_NAMES[quad]}</span>
            ))}
            <span><i class="block hatched" aria-hidden="true" /> day not given</span>
          </span>
        )}
      </header>
      <div
        ref={box}
        class="bars"
        tabIndex={0}
        role="slider"
        aria-label="Days chosen; arrow keys move, with Shift they extend"
        aria-valuemin={0}
        aria-valuemax={Math.max(0, bars.length - 1)}
        aria-valuenow={brushed?.[1] ?? 0}
        aria-valuetext={text}
        onPointerDown={press}
        onPointerMove={(event) => from !== null && choose(from, barAt(event))}
        onPointerUp={() => setFrom(null)}
        onKeyDown={onKey}
        style={{ height: `${HEIGHT}px` }}
      >
        {bars.length || loading.value ? <BarChart bars={bars} step={step} most={most} width={width} chosen={chosenIds.value} brushed={brushed} /> : <p class="note">No days to show.</p>}
      </div>
    </section>
  );
}

/** The chosen days exactly, which bars of months and years are too broad for. */
function ChosenDays() {
  const [first = "", last = first] = selection.value?.id.split("|") ?? [];
  const set = (from: string, to: string) => from && to && from <= to && select("days", `${from}|${to}`);
  return (
    <span class="dates">
      <label>Chosen <input type="date" value={first} max={last} onChange={(event) => set(event.currentTarget.value, last)} /></label>
      <label>till <input type="date" value={last} min={first} onChange={(event) => set(first, event.currentTarget.value)} /></label>
      <button onClick={keepDays}>Only these days</button>
    </span>
  );
}

/** The next bar that holds events, so that arrow keys skip empty years. */
function nextFull(bars: readonly Bar[], from: number, move: number): number {
  for (let at = from + move; at >= 0 && at < bars.length; at += move) if (bars[at]?.total) return at;
  return Math.max(0, Math.min(bars.length - 1, from));
}

function keepDays(): void {
  const now = selection.peek();
  if (now?.kind !== "days") return;
  const [first, last] = now.id.split("|");
  clearSelection();
  setFilter(withValue(withValue(filter.peek(), "since", first), "until", last));
}
