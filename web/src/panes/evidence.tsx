// The evidence pane: what is selected, its events with their sentences, and for one event its whole article.
import { computed } from "@preact/signals";
import { useState } from "preact/hooks";
import { describeSource, plural } from "../model/words";
import { PageLink } from "../parts/pageLink";
import { clearSelection, draw, drawing, filter, select, selection, setFilter, type Selection } from "../state/address";
import { article } from "../state/articles";
import { chosen, events, hasMore, loading, problem, reload } from "../state/events";
import { MOST_EVENTS, PAGE_OF_EVENTS } from "../state/drawing";
import { withValue } from "../state/filter";
import { nameOf } from "../state/names";
import { oneEvent, selected } from "../state/oneEvent";
import { ArticleText } from "./articleText";
import { EventCard } from "./eventCard";
import { EventDetail } from "./eventDetail";

const AT_ONCE = 40;

/** The selected event or account: from the list at once, with all its accounts when they have come. */
const current = computed(() => {
  const now = selection.value;
  if (now?.kind !== "event") return null;
  const one = oneEvent.value;
  if (!one) return events.value.find((event) => event.id === now.id) ?? null;
  return one.id === now.id ? one : (one.told?.find((account) => account.id === now.id) ?? one);
});

export function EvidencePane() {
  return (
    <section class="pane evidence" aria-labelledby="evidence-title">
      <header>
        <h2 id="evidence-title">Evidence</h2>
        <span class="note">{selection.value || !events.value.length ? "" : "choose an event to read its article"}</span>
      </header>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="evidence-title">
        {selection.value && <Chosen now={selection.value} />}
        <Body />
      </div>
    </section>
  );
}

function Chosen({ now }: { now: Selection }) {
  if (now.kind === "event") return <Place id={selected.value?.id ?? now.id} />;
  const keep = () => {
    const name = now.kind as "actor" | "place";
    clearSelection();
    setFilter(withValue(filter.peek(), name, now.id));
  };
  return (
    <div class="chosen">
      <strong>{nameOf(now)}</strong>
      <span>{loading.value ? "Loading …" : plural(chosen.value.length, "event")}</span>
      {(now.kind === "actor" || now.kind === "place") && (
        <>
          <button onClick={keep} title="Show its events alone">Only this</button>
          <Expand end={`${now.kind}:${now.id}`} />
        </>
      )}
      {(now.kind === "actor" || now.kind === "place" || now.kind === "article") && <PageLink kind={now.kind} id={now.id}>Its page</PageLink>}
      <button class="last" onClick={clearSelection}>Clear</button>
    </div>
  );
}

/** Show its other events too, besides those of the filter. */
function Expand({ end }: { end: string }) {
  const { around } = drawing.value;
  const open = around.includes(end);
  const turn = () => draw({ around: open ? around.filter((other) => other !== end) : [...around, end] });
  return <button aria-pressed={open} title="Show its other events too, besides those of the filter" onClick={turn}>Neighbours</button>;
}

/** Where an event stands in the list, and the way to its neighbours. */
function Place({ id }: { id: string }) {
  const all = events.value;
  const at = all.findIndex((event) => event.id === id);
  const go = (step: number) => () => {
    const next = all[at + step];
    if (next) select("event", next.id);
  };
  return (
    <div class="chosen">
      <button aria-label="Previous event" disabled={at <= 0} onClick={go(-1)}>←</button>
      <button aria-label="Next event" disabled={at < 0 || at === all.length - 1} onClick={go(1)}>→</button>
      <span>{at < 0 ? "not in the filter" : `event ${at + 1} of ${all.length}`}</span>
      <button class="last" onClick={clearSelection}>All events</button>
    </div>
  );
}

function Body() {
  const now = selection.value;
  if (problem.value) return <Trouble text={problem.value} />;
  if (now?.kind === "event") return current.value ? <EventDetail event={current.value} /> : <p class="note">Loading …</p>;
  if (now?.kind === "article") return <WholeArticle id={now.id} />;
  if (loading.value && !events.value.length) return <p class="note">Loading …</p>;
  if (!events.value.length) return <Nothing />;
  return <EventList key={now ? `${now.kind}${now.id}` : ""} />;
}

function EventList() {
  const [most, setMost] = useState(AT_ONCE);
  const { mostEvents } = drawing.value;
  const shown = chosen.value.slice(0, most);
  const left = chosen.value.length - shown.length;
  return (
    <>
      <ul class="cards">{shown.map((event) => <EventCard key={event.id} event={event} />)}</ul>
      {left > 0 && <button onClick={() => setMost(most + AT_ONCE)}>{Math.min(left, AT_ONCE)} more</button>}
      {left <= 0 && hasMore.value && (
        <div class="nothing">
          <p class="note">The filter holds more events, which are older.</p>
          {mostEvents < MOST_EVENTS ? <button onClick={() => draw({ mostEvents: mostEvents + PAGE_OF_EVENTS })}>Load {PAGE_OF_EVENTS} more</button> : <p class="note">Make it narrower to see them.</p>}
        </div>
      )}
    </>
  );
}

function WholeArticle({ id }: { id: string }) {
  const { article: extraction, problem: trouble } = article(id).value;
  if (trouble) return <p class="problem" role="alert">{trouble}</p>;
  if (!extraction) return <p class="note">Loading …</p>;
  return (
    <section class="source">
      <p class="note">{[describeSource(extraction.article), plural(extraction.events.length, "event")].filter(Boolean).join(", ")}</p>
      {extraction.warnings.map((warning) => <p class="problem" key={warning}>{warning}</p>)}
      <ArticleText extraction={extraction} event={null} />
      {!extraction.events.length && <p class="note">No event was read from this article: nobody in it does anything to or with anybody else that the <PageLink kind="help">types of events</PageLink> have a name for.</p>}
      {chosen.value.length > 0 && <h3>Events</h3>}
      <EventList />
    </section>
  );
}

/** What went wrong, with what can be done about it. */
function Trouble({ text }: { text: string }) {
  return (
    <div class="nothing">
      <p class="problem" role="alert">{text}</p>
      <button onClick={reload}>Try again</button>
      {Object.keys(filter.value).length > 0 && <button onClick={() => setFilter({})}>Clear the filter</button>}
    </div>
  );
}

function Nothing() {
  const filtered = Object.keys(filter.value).length > 0;
  return (
    <div class="nothing">
      <p>{filtered ? "No event fits this filter." : "The graph is empty. Add an article, and what it reports appears here."}</p>
      {filtered && <button onClick={() => setFilter({})}>Clear the filter</button>}
    </div>
  );
}
