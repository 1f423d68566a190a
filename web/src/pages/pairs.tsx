// Two actors that may be one, or two events: side by side, to be joined or kept apart.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { ActorPair, EventPair, EventPairs as EventPairList, OneActor } from "../api/pageTypes";
import type { EventAnswer, Page } from "../api/types";
import { describeParties } from "../model/words";
import { EventCard, Headline } from "../panes/eventCard";
import { PageLink } from "../parts/pageLink";
import { PreviewLine } from "../review/previewLine";
import { MergeForm } from "../review/merge";
import { Signing } from "../review/signing";
import { filter, select, selection } from "../state/address";
import { useAnswer } from "../state/answers";
import { judge, undoLast } from "../state/judging";
import { writeFilter } from "../state/filter";
import { useShortcuts } from "../state/shortcuts";
import { describeActor } from "./codes";
import { useStayIn } from "./queue";

interface Pair {
  id: string;
  names: readonly [string, string];
  score: number;
  why: readonly string[];
}

type Decision = "same" | "different" | null;

interface ListProps {
  about: string;
  none: string;
  pairs: readonly Pair[] | null;
  problem: string | null;
  show: (at: number, decision: Decision, decide: (next: Decision) => void) => ComponentChildren;
}

export function ActorPairs() {
  const { answer, problem } = useAnswer<Page<ActorPair>>("v1/actors/candidates?min_score=0.5&limit=200");
  const pairs = answer && answer.items.map(({ first, second, score, why }) => ({ id: `${first.id}|${second.id}`, names: [first.name, second.name] as const, score, why }));
  return (
    <PairList about="Actors with like names that were not joined, in all of the graph." pairs={pairs} problem={problem}
      none="Nothing to decide: no two actors have names that are alike."
      show={(at, decision, decide) => {
        const pair = answer?.items[at];
        return pair && <ActorSides key={`${pair.first.id} ${pair.second.id}`} pair={pair} decision={decision} decide={decide} />;
      }} />
  );
}

export function EventPairs() {
  const query = writeFilter(filter.value);
  query.set("limit", "200");
  const { answer, problem } = useAnswer<EventPairList>(`v1/events/candidates?${query}`);
  const pairs = answer && answer.items.map(({ first, second, score, why }) => ({ id: `${first.id}|${second.id}`, names: [titleOf(first), titleOf(second)] as const, score, why }));
  const some = answer && answer.found > answer.compared ? ` Of ${answer.found} accounts the newest ${answer.compared} are compared; make the filter narrower for others.` : "";
  return (
    <PairList about={`Events that are alike and were not joined.${some}`} pairs={pairs} problem={problem} none="Nothing to decide: no two events of the filter are alike."
      show={(at, decision, decide) => {
        const pair = answer?.items[at];
        return pair && <EventSides key={`${pair.first.id} ${pair.second.id}`} pair={pair} decision={decision} decide={decide} />;
      }} />
  );
}

function titleOf(event: EventAnswer): string {
  return `${event.relation}: ${describeParties(event)}`;
}

function PairList({ about, none, pairs, problem, show }: ListProps) {
  const [decision, decide] = useState<Decision>(null);
  const chosen = selection.value?.kind === "edge" ? selection.value.id : "";
  const at = pairs?.findIndex(({ id }) => id === chosen) ?? -1;
  useStayIn(pairs?.map(({ id }) => id) ?? [], at, pairs);
  const go = (to: number) => {
    const next = pairs?.[to];
    decide(null);
    if (next) select("edge", next.id);
  };
  useShortcuts([
    { key: "j", name: "Next pair", run: () => go(at + 1) },
    { key: "k", name: "Previous pair", run: () => go(Math.max(0, at - 1)) },
    { key: "a", name: "They are one", run: () => at >= 0 && decide("same") },
    { key: "r", name: "They are two", run: () => at >= 0 && decide("different") },
    { key: "u", name: "Undo the last judgement", run: undoLast },
  ]);
  return (
    <div class="queue">
      <div class="list" role="region" aria-label="Pairs" tabIndex={0}>
        <p class="note">{about}</p>
        {problem && <p class="problem" role="alert">{problem}</p>}
        {!pairs && !problem && <p class="note">Loading …</p>}
        {pairs?.length === 0 && <p>{none}</p>}
        <ol class="cards">
          {pairs?.map(({ id, names, score, why }, place) => (
            <li class="card" key={id}>
              <button aria-current={place === at} onClick={() => go(place)}>
                <strong>{names[0]}</strong><strong>{names[1]}</strong>
                <small>{Math.round(score * 100)} %: {why.join("; ")}</small>
              </button>
            </li>
          ))}
        </ol>
      </div>
      <section class="detail-of" aria-label="The pair" tabIndex={0}>{at >= 0 ? show(at, decision, decide) : pairs?.length ? <p class="note">Choose a pair.</p> : null}</section>
    </div>
  );
}

interface SidesProps<P> {
  pair: P;
  decision: Decision;
  decide: (next: Decision) => void;
}

function Question({ decision, decide, same, different, children }: Omit<SidesProps<unknown>, "pair"> & { same: string; different: string; children: ComponentChildren }) {
  return (
    <div class="decision">
      <div class="actions">
        <button aria-pressed={decision === "same"} onClick={() => decide("same")}>{same}</button>
        <button aria-pressed={decision === "different"} onClick={() => decide("different")}>{different}</button>
      </div>
      {children}
    </div>
  );
}

function ActorSides({ pair: { first, second, why }, decision, decide }: SidesProps<ActorPair>) {
  const apart = (signature: { author: string; reason: string }) =>
    judge([{ path: `v1/actors/${encodeURIComponent(first.id)}/never-merge`, body: { others: [second.id] } }], signature, "Kept apart for good.").then(() => decide(null));
  const [more, fewer] = second.events > first.events ? [second, first] : [first, second];
  return (
    <>
      <ul class="reasons">{why.map((reason) => <li key={reason}>{reason}</li>)}</ul>
      <Question decision={decision} decide={decide} same="They are one" different="They are two">
        {decision === "same" && <MergeForm first={more.id} second={fewer.id} reason={why[0] ?? ""} onDone={() => decide(null)} onCancel={() => decide(null)} />}
        {decision === "different" && <Signing act="Keep apart" reason="They are different ones." onSign={apart} onCancel={() => decide(null)} />}
      </Question>
      <div class="sides"><ActorSide id={first.id} /><ActorSide id={second.id} /></div>
    </>
  );
}

function ActorSide({ id }: { id: string }) {
  const actor = useAnswer<OneActor>(`v1/actors/${encodeURIComponent(id)}`).answer;
  const events = useAnswer<Page<EventAnswer>>(`v1/events?${new URLSearchParams({ actor: id, limit: "5" })}`).answer;
  if (!actor) return <div />;
  const also = actor.aliases.filter((name) => name !== actor.name);
  return (
    <div>
      <h3><PageLink kind="actor" id={id}>{actor.name}</PageLink></h3>
      <p>{describeActor(actor)}</p>
      {also.length > 0 && <p class="note">also {also.join(", ")}</p>}
      {actor.roles.slice(0, 4).map((role) => <p class="note" key={`${role.title}${role.first}${role.since}`}>{role.title}</p>)}
      <ul class="cards">{events?.items.map((event) => <EventCard key={event.id} event={event} />)}</ul>
    </div>
  );
}

function EventSides({ pair: { first, second, why }, decision, decide }: SidesProps<EventPair>) {
  const send = (turn: "join" | "separate", told: string) => (signature: { author: string; reason: string }) =>
    judge([{ path: `v1/events/${encodeURIComponent(first.id)}/${turn}`, body: { others: [second.id] } }], signature, told).then(() => decide(null));
  const join = { action: "join-events", events: [first.id, second.id] };
  return (
    <>
      <ul class="reasons">{why.map((reason) => <li key={reason}>{reason}</li>)}</ul>
      <Question decision={decision} decide={decide} same="They are one" different="They are two">
        {decision === "same" && <Signing act="Join" reason="Both tell of the same event." onSign={send("join", "Joined: they are one event now.")} onCancel={() => decide(null)}><PreviewLine action={join} /></Signing>}
        {decision === "different" && <Signing act="Keep apart" reason="They are different events." onSign={send("separate", "Kept apart for good.")} onCancel={() => decide(null)} />}
      </Question>
      <div class="sides">{[first, second].map((event) => <EventSide key={event.id} event={event} />)}</div>
    </>
  );
}

function EventSide({ event }: { event: EventAnswer }) {
  return (
    <div class="side">
      <Headline event={event} />
      <p><q>{event.evidence.sentence}</q></p>
      <PageLink kind="article" id={event.article.id}>{[event.article.publisher, event.article.published].filter(Boolean).join(", ") || "the article"}</PageLink>
    </div>
  );
}
