// An actor by itself: its names, what it was when, with whom it had to do, what it did, and who tells of it.
import { useEffect } from "preact/hooks";
import type { ActorRelations, OneActor, ReportOf, StandingRelation } from "../api/pageTypes";
import type { EventAnswer, Page } from "../api/types";
import { describeSource, plural } from "../model/words";
import { PageLink } from "../parts/pageLink";
import { History } from "../review/history";
import { day } from "../state/address";
import { useAnswer } from "../state/answers";
import { ask } from "../state/dialogs";
import { remember } from "../state/names";
import { describeActor } from "./codes";
import { CounterpartTable } from "./counterpartTable";
import { tally } from "./counterparts";
import { Bars, DayField, EventCards, MOST_EVENTS, PageHead, QuadLegend, Section, ShowInPanes } from "./parts";
import { RelationReview } from "./relationReview";
import { Roles } from "./roles";

export function ActorPage({ id }: { id: string }) {
  const path = `v1/actors/${encodeURIComponent(id)}`;
  const at = day.value;
  const { answer: actor, problem } = useAnswer<OneActor>(at ? `${path}?at=${at}` : path);
  const events = useAnswer<Page<EventAnswer>>(`v1/events?${new URLSearchParams({ actor: id, limit: String(MOST_EVENTS) })}`).answer;
  const standing = useAnswer<ActorRelations>(`${path}/relations?limit=1`).answer?.standing ?? [];
  const articles = useAnswer<Page<ReportOf>>(`${path}/articles?limit=200`).answer;
  useEffect(() => { if (actor) remember(actor.id, actor.name); }, [actor]);
  if (problem) return <p class="problem" role="alert">{problem}</p>;
  if (!actor) return <p class="note">Loading …</p>;
  return (
    <>
      <PageHead title={actor.name} note={[describeActor(actor), plural(actor.events, "event"), plural(actor.articles, "article")].join(" · ")}>
        <ShowInPanes filter={{ actor: actor.id }}>Show in the graph</ShowInPanes>
        <PageLink kind="compare" id={actor.id} class="button">Compare …</PageLink>
        <button aria-haspopup="dialog" onClick={() => ask({ kind: "merge", actor: actor.id })}>Same as …</button>
        <button aria-haspopup="dialog" onClick={() => ask({ kind: "split", actor: actor.id })}>Split in two …</button>
      </PageHead>
      <div class="columns">
        <div>
          <Names actor={actor} />
          <Section title="Roles" note="what lists and articles say it was">
            <DayField label="On the day" />
            <Roles actor={actor} />
          </Section>
          {standing.length > 0 && <Standing own={actor.id} relations={standing} />}
          {articles && <Sources articles={articles} />}
          <History targets={[actor.id, ...actor.joined.map((one) => one.id)]} only={({ action }) => action.action.includes("actor") || action.action === "never-merge"} />
        </div>
        <div>
          {events && events.items.length > 0 && <Section title="When" note={<QuadLegend />}><Bars events={events.items} name={actor.name} /></Section>}
          {events && <CounterpartTable actor={actor} events={events.items} />}
          <Section title="Events">{events && <EventCards events={events.items} more={events.next !== null} />}</Section>
        </div>
      </div>
    </>
  );
}

function Names({ actor }: { actor: OneActor }) {
  const others = actor.aliases.filter((name) => name !== actor.name);
  return (
    <Section title="Names">
      <p>{[actor.name, ...others].join(" · ")}</p>
      {actor.joined.length > 0 && (
        <ul class="plain">
          {actor.joined.map((one) => <li key={one.id}>also read as <code>{one.id}</code> <small>joined, {Math.round(one.score * 100)} %: {one.why.join("; ")}</small></li>)}
        </ul>
      )}
      <p class="note">Known here as <code>{actor.id}</code>{actor.wikidata && <>, on Wikidata as <code>{actor.wikidata}</code></>}.</p>
    </Section>
  );
}

function Standing({ own, relations }: { own: string; relations: readonly StandingRelation[] }) {
  return (
    <Section title="Standing relations">
      <ul class="plain">
        {relations.map((relation) => (
          <li key={relation.id}>
            <End end={relation.subject} own={own} /> {relation.predicate} {relation.title && <em>{relation.title}</em>} <End end={relation.object} own={own} />
            <q class="small">{relation.evidence.sentence}</q> <PageLink kind="article" id={relation.article.id}>{relation.article.publisher ?? "article"}</PageLink>
            <RelationReview id={relation.id} what={`${relation.subject.name} ${relation.predicate} ${relation.object.name}`} accepted={relation.reviewed === true} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function End({ end, own }: { end: StandingRelation["subject"]; own: string }) {
  if (end.id === own || end.node === "event") return <strong>{end.name}</strong>;
  return <PageLink kind={end.node} id={end.id}>{end.name}</PageLink>;
}

function Sources({ articles }: { articles: Page<ReportOf> }) {
  const publishers = tally(articles.items.map(({ publisher }) => publisher ?? "unnamed publisher"));
  return (
    <Section title="Sources" note={publishers.map(([name, count]) => `${name} ${count}`).join(", ")}>
      <ul class="plain">
        {articles.items.slice(0, 30).map((article) => (
          <li key={article.id}><PageLink kind="article" id={article.id}>{article.title ?? "Untitled article"}</PageLink> <small>{describeSource(article)}</small></li>
        ))}
      </ul>
    </Section>
  );
}
