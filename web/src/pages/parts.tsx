// What several pages are made of.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { EventAnswer } from "../api/types";
import { buildBars } from "../model/bars";
import { plural, QUAD_NAMES } from "../model/words";
import { BarChart, HEIGHT } from "../panes/barChart";
import { EventCard } from "../panes/eventCard";
import { day, setDay, setFilter } from "../state/address";
import type { Filter } from "../state/filter";

const AT_ONCE = 15;

/** The whole of what is told of one thing at most; the API's largest page. */
export const MOST_EVENTS = 1000;

export function PageHead({ title, note, children }: { title: string; note?: ComponentChildren; children?: ComponentChildren }) {
  useEffect(() => {
    document.title = `${title} · Belligraph`;
    return () => { document.title = "Belligraph"; };
  }, [title]);
  return (
    <header class="page-head">
      <h2>{title}</h2>
      {note && <span class="note">{note}</span>}
      <div class="actions">{children}</div>
    </header>
  );
}

export function Section({ title, note, children }: { title: string; note?: ComponentChildren; children: ComponentChildren }) {
  return (
    <section class="block-of">
      <h3>{title} {note && <small>{note}</small>}</h3>
      {children}
    </section>
  );
}

export function EventCards({ events, more }: { events: readonly EventAnswer[]; more: boolean }) {
  const [most, setMost] = useState(AT_ONCE);
  return (
    <>
      <ul class="cards">{events.slice(0, most).map((event) => <EventCard key={event.id} event={event} />)}</ul>
      {events.length > most && <button onClick={() => setMost(most + AT_ONCE)}>{Math.min(AT_ONCE, events.length - most)} more</button>}
      {more && <p class="note">These are the newest {events.length}; there are older ones.</p>}
    </>
  );
}

/** A button that shows the panes with this filter alone. */
export function ShowInPanes({ filter, children }: { filter: Filter; children: ComponentChildren }) {
  return <button onClick={() => setFilter(filter)}>{children}</button>;
}

export function DayField({ label }: { label: string }) {
  return (
    <label class="day">{label} <input type="date" value={day.value} onChange={(typed) => typed.currentTarget.validity.badInput || setDay(typed.currentTarget.value)} />
      {day.value && <button class="link" onClick={() => setDay("")}>any day</button>}
    </label>
  );
}

/** The events by day, week, month or year, as the timeline shows them. */
export function Bars({ events, name }: { events: readonly EventAnswer[]; name: string }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { bars, step, most } = buildBars(events);
  if (!bars.length) return <p class="note">No event has a day.</p>;
  return (
    <div class="bars still" ref={box} style={{ height: `${HEIGHT}px` }} role="img" aria-label={`${name}: ${plural(events.length, "event")} by ${step}, from ${bars[0]?.first} to ${bars.at(-1)?.last}`}>
      <BarChart bars={bars} step={step} most={most} width={width} chosen={null} brushed={null} />
    </div>
  );
}

export function useWidth(box: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(600);
  useEffect(() => {
    if (!box.current) return undefined;
    const watcher = new ResizeObserver(([entry]) => entry && setWidth(Math.round(entry.contentRect.width)));
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  return width;
}

export function QuadLegend() {
  return (
    <p class="legend inline">
      {[4, 3, 2, 1].map((quad) => <span key={quad}><i class={`block quad-${quad}`} aria-hidden="true" /> {QUAD_NAMES[quad]}</span>)}
    </p>
  );
}

/** How events divide by quad class: a bar, and the same in words for who cannot see it. */
export function QuadBar({ quads }: { quads: Record<number, number> }) {
  const parts = [4, 3, 2, 1].flatMap((quad) => (quads[quad] ? [{ quad, count: quads[quad] }] : []));
  return (
    <span class="quad-bar" role="img" aria-label={parts.map(({ quad, count }) => `${count} ${QUAD_NAMES[quad]}`).join(", ")} title={parts.map(({ quad, count }) => `${count} ${QUAD_NAMES[quad]}`).join(", ")}>
      {parts.map(({ quad, count }) => <i key={quad} class={`quad-${quad}`} style={{ flexGrow: count }} />)}
    </span>
  );
}
