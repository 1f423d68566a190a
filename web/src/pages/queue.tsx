// Doubtful events, those first whose look is worth most, and beside them the one that is looked at.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Doubt } from "../api/pageTypes";
import type { Page } from "../api/types";
import { EventDetail } from "../panes/eventDetail";
import { Headline } from "../panes/eventCard";
import { filter, select } from "../state/address";
import { revision, useAnswer } from "../state/answers";
import { events } from "../state/events";
import { writeFilter } from "../state/filter";
import { oneEvent, selected } from "../state/oneEvent";
import { useShortcuts } from "../state/shortcuts";

const AT_ONCE = 50;

export function Queue() {
  const [most, setMost] = useState(AT_ONCE);
  const query = writeFilter(filter.value);
  query.set("limit", String(most));
  const { answer, problem } = useAnswer<Page<Doubt>>(`v1/events/doubtful?${query}`);
  const items = answer?.items ?? [];
  const at = items.findIndex(({ event }) => event.id === selected.value?.id);
  useStayIn(items.map(({ event }) => event.id), at, answer);
  const go = (to: number) => {
    const next = items[to];
    if (next) select("event", next.event.id);
  };
  useShortcuts([
    { key: "j", name: "Next in the queue", run: () => go(at + 1) },
    { key: "k", name: "Previous in the queue", run: () => go(Math.max(0, at - 1)) },
  ]);
  return (
    <div class="queue">
      <div class="list" role="region" aria-label="Doubtful events" tabIndex={0}>
        <p class="note">By what a look is worth: how unsure it is, times what rests on it. The filter above holds here too.</p>
        {problem && <p class="problem" role="alert">{problem}</p>}
        {!answer && !problem && <p class="note">Loading …</p>}
        {answer && !items.length && <p>Nothing is in doubt here: every event of the filter is sure or was accepted.</p>}
        <ol class="cards">{items.map((doubt, place) => <Item key={doubt.event.id} doubt={doubt} current={place === at} />)}</ol>
        {answer?.next && <button onClick={() => setMost(most + AT_ONCE)}>{AT_ONCE} more</button>}
      </div>
      <section class="detail-of" aria-label="The event" tabIndex={0}><Current /></section>
    </div>
  );
}

function Item({ doubt: { event, value, why }, current }: { doubt: Doubt; current: boolean }) {
  const box = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) box.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <li class="card" ref={box}>
      <button aria-current={current} onClick={() => select("event", event.id)}>
        <Headline event={event} />
        <small>Worth {value.toLocaleString("en")}: {why.join("; ")}</small>
      </button>
    </li>
  );
}

function Current() {
  const now = selected.value;
  const event = oneEvent.value ?? events.value.find(({ id }) => id === now?.id);
  return now && event ? <EventDetail key={event.id} event={event} /> : <p class="note">Choose an event, or press <kbd>j</kbd>.</p>;
}

/** Where the list and the event stand beside each other; below each other, nothing is opened unasked. */
const wide = matchMedia("(min-width: 1001px)");

/** Begin with the first; when a judgement has taken the current one out of the list, go on with what stands in its place. */
export function useStayIn(ids: readonly string[], at: number, answer: unknown): void {
  const place = useRef(0);
  const judged = useRef(revision.peek());
  if (at >= 0) place.current = at;
  useEffect(() => {
    if (!answer || at >= 0) return;
    const first = !selected.peek();
    const unasked = judged.current === revision.peek();
    if (unasked && !(first && wide.matches)) return;
    const next = ids[unasked ? 0 : Math.min(place.current, ids.length - 1)];
    if (next) select(next.includes("|") ? "edge" : "event", next, true);
  }, [answer]);
  useEffect(() => {
    judged.current = revision.peek();
  }, [answer]);
}
