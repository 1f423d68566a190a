// Two actors beside each other over time: what each did, what happened between them, and whom and what they share.
import type { OneActor } from "../api/pageTypes";
import type { EventAnswer, Page } from "../api/types";
import { plural } from "../model/words";
import { PageLink } from "../parts/pageLink";
import { EntitySearch } from "../review/entitySearch";
import { openPage } from "../state/address";
import { useAnswer } from "../state/answers";
import { describeActor } from "./codes";
import { countCounterparts, tally } from "./counterparts";
import { MirrorBars } from "./mirrorBars";
import { EventCards, MOST_EVENTS, PageHead, QuadLegend, Section, ShowInPanes } from "./parts";

export function ComparePage({ ids }: { ids: readonly string[] }) {
  const [first = "", second = ""] = ids;
  return second ? <Comparison first={first} second={second} /> : <Choose first={first} />;
}

function Choose({ first }: { first: string }) {
  const { answer, problem } = useAnswer<OneActor>(first ? `v1/actors/${encodeURIComponent(first)}` : null);
  const pick = (id: string) => first !== id && openPage("compare", [first, id].filter(Boolean).join("|"));
  return (
    <>
      <PageHead title="Compare two actors" note={answer ? `${answer.name} and …` : "choose the first"} />
      {problem && <p class="problem" role="alert">{problem}</p>}
      <div class="narrow"><EntitySearch kind="actor" label={answer ? `Compare ${answer.name} with` : "First actor"} onPick={({ id }) => pick(id)} /></div>
    </>
  );
}

function useActor(id: string) {
  const actor = useAnswer<OneActor>(`v1/actors/${encodeURIComponent(id)}`);
  const events = useAnswer<Page<EventAnswer>>(`v1/events?${new URLSearchParams({ actor: id, limit: String(MOST_EVENTS) })}`);
  return { actor: actor.answer, events: events.answer?.items ?? null, more: Boolean(events.answer?.next), problem: actor.problem ?? events.problem };
}

function Comparison({ first, second }: { first: string; second: string }) {
  const one = useActor(first);
  const other = useActor(second);
  const problem = one.problem ?? other.problem;
  if (problem) return <p class="problem" role="alert">{problem}</p>;
  if (!one.actor || !other.actor || !one.events || !other.events) return <p class="note">Loading …</p>;
  const own = new Set(one.events.map(({ id }) => id));
  const between = other.events.filter(({ id }) => own.has(id));
  return (
    <>
      <PageHead title={`${one.actor.name} and ${other.actor.name}`} note={one.more || other.more ? `the newest ${MOST_EVENTS} events of each` : ""}>
        <button onClick={() => openPage("compare", `${second}|${first}`)}>Swap</button>
        <ShowInPanes filter={{ actor: first, with: second }}>Events of both in the graph</ShowInPanes>
      </PageHead>
      <div class="sides">
        <Side actor={one.actor} events={one.events} />
        <Side actor={other.actor} events={other.events} />
      </div>
      <Section title="When" note={<QuadLegend />}>
        <MirrorBars above={{ name: one.actor.name, events: one.events }} below={{ name: other.actor.name, events: other.events }} />
      </Section>
      <div class="columns">
        <div>
          <Section title="What each did" note="events by type"><Types one={one.actor.name} other={other.actor.name} left={one.events} right={other.events} first={first} second={second} /></Section>
          <Shared first={first} second={second} left={one.events} right={other.events} />
        </div>
        <Section title="Between them" note={plural(between.length, "event")}>
          {between.length ? <EventCards events={between} more={false} /> : <p class="note">No event has both.</p>}
        </Section>
      </div>
    </>
  );
}

function Side({ actor, events }: { actor: OneActor; events: readonly EventAnswer[] }) {
  const acting = events.filter((event) => event.actors.some(({ id }) => id === actor.id)).length;
  return (
    <div class="side">
      <h3><PageLink kind="actor" id={actor.id}>{actor.name}</PageLink></h3>
      <p>{describeActor(actor)}</p>
      <p class="note">{plural(events.length, "event")}: in {acting} it acts, in {events.length - acting} it is acted upon</p>
    </div>
  );
}

interface TypesProps {
  one: string;
  other: string;
  first: string;
  second: string;
  left: readonly EventAnswer[];
  right: readonly EventAnswer[];
}

/** The types of the events in which each acts. */
function Types({ one, other, first, second, left, right }: TypesProps) {
  const did = (id: string, events: readonly EventAnswer[]) => events.filter((event) => event.actors.some((actor) => actor.id === id));
  const quads = new Map([...left, ...right].map(({ type, quad }) => [type, quad]));
  const [a, b] = [new Map(tally(did(first, left).map(({ type }) => type))), new Map(tally(did(second, right).map(({ type }) => type)))];
  const types = [...new Set([...a.keys(), ...b.keys()])].sort((x, y) => (a.get(y) ?? 0) + (b.get(y) ?? 0) - (a.get(x) ?? 0) - (b.get(x) ?? 0) || x.localeCompare(y));
  return (
    <table class="counterparts">
      <thead><tr><th scope="col">Type</th><th scope="col">{one}</th><th scope="col">{other}</th></tr></thead>
      <tbody>{types.map((type) => <tr key={type}><th scope="row"><span class={`chip quad-${quads.get(type)}`}>{type}</span></th><td>{a.get(type) ?? ""}</td><td>{b.get(type) ?? ""}</td></tr>)}</tbody>
    </table>
  );
}

/** Whom both had to do with, and where both were. */
function Shared({ first, second, left, right }: Omit<TypesProps, "one" | "other">) {
  const others = new Map(countCounterparts(second, right).map((row) => [row.id, row]));
  const people = countCounterparts(first, left).flatMap((row) => {
    const also = row.id === second ? undefined : others.get(row.id);
    return also ? [{ ...row, also: also.total }] : [];
  });
  const names = new Map(left.flatMap(({ places }) => places).map(({ id, name }) => [id, name]));
  const there = new Map(tally(right.flatMap(({ places }) => places.map(({ id }) => id))));
  const places = tally(left.flatMap((event) => event.places.map(({ id }) => id))).filter(([id]) => there.has(id));
  return (
    <Section title="In common">
      {!people.length && !places.length && <p class="note">Nobody and no place.</p>}
      <ul class="plain">
        {people.map((row) => <li key={row.id}><PageLink kind="actor" id={row.id}>{row.name}</PageLink> <small>{row.total} and {plural(row.also, "event")}</small></li>)}
        {places.map(([id, count]) => <li key={id}><PageLink kind="place" id={id}>{names.get(id)}</PageLink> <small>place · {count} and {plural(there.get(id) ?? 0, "event")}</small></li>)}
      </ul>
    </Section>
  );
}
