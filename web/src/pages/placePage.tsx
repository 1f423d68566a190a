// A place by itself: where it is, what it holds, what happened there, and who controls it when.
import { useEffect } from "preact/hooks";
import type { Control, ControlClaim, OnePlace, PlaceRecord } from "../api/pageTypes";
import type { EventAnswer, Page, Voices } from "../api/types";
import { placeWord } from "../model/kinds";
import { listNames, plural } from "../model/words";
import { PageLink } from "../parts/pageLink";
import { describePlace } from "../review/entitySearch";
import { day } from "../state/address";
import { useAnswer } from "../state/answers";
import { remember } from "../state/names";
import { Locator } from "./locator";
import { Bars, DayField, EventCards, MOST_EVENTS, PageHead, QuadLegend, Section, ShowInPanes } from "./parts";

export function PlacePage({ id }: { id: string }) {
  const path = `v1/places/${encodeURIComponent(id)}`;
  const { answer: place, problem } = useAnswer<OnePlace>(path);
  const events = useAnswer<Page<EventAnswer>>(`${path}/events?limit=${MOST_EVENTS}`).answer;
  const inside = useAnswer<Page<OnePlace>>(`v1/places?${new URLSearchParams({ place: id, limit: "200" })}`).answer;
  useEffect(() => { if (place) remember(place.id, place.name); }, [place]);
  if (problem) return <p class="problem" role="alert">{problem}</p>;
  if (!place) return <p class="note">Loading …</p>;
  const contained = inside?.items.filter((one) => one.id !== place.id) ?? [];
  return (
    <>
      <PageHead title={place.name} note={[describePlace(place), plural(events?.items.length ?? place.events, "event"), plural(place.articles, "article")].join(" · ")}>
        <ShowInPanes filter={{ place: place.id }}>Show in the graph</ShowInPanes>
      </PageHead>
      <div class="columns">
        <div>
          <Section title="Where">
            <Locator place={place} />
            <p>{place.parents.map((parent) => <Parent key={parent} id={parent} />)}</p>
            <p class="note">
              {place.lat !== null && place.lon !== null && `${place.lat.toFixed(3)}, ${place.lon.toFixed(3)} · `}<code>{place.id}</code> · Place data from GeoNames, CC BY 4.0
            </p>
          </Section>
          {contained.length > 0 && (
            <Section title="Within it">
              <ul class="plain">{contained.map((one) => <li key={one.id}><PageLink kind="place" id={one.id}>{one.name}</PageLink> <small>{placeWord(one.kind)} · {plural(one.events, "event")}</small></li>)}</ul>
            </Section>
          )}
        </div>
        <div>
          <ControlOf id={id} />
          {events && events.items.length > 0 && <Section title="When" note={<QuadLegend />}><Bars events={events.items} name={place.name} /></Section>}
          <Section title="Events" note="here and within it">{events && <EventCards events={events.items} more={events.next !== null} />}</Section>
        </div>
      </div>
    </>
  );
}

/** A place that this one lies in; a page only where the graph has it. */
function Parent({ id }: { id: string }) {
  const { answer } = useAnswer<{ items: PlaceRecord[] }>(`v1/gazetteer?${new URLSearchParams({ q: id })}`);
  const [found] = answer?.items ?? [];
  return found ? <span class="parent">in <PageLink kind="place" id={id}>{found.name}</PageLink> <small>{placeWord(found.kind)}</small></span> : null;
}

function ControlOf({ id }: { id: string }) {
  const at = day.value;
  const path = `v1/places/${encodeURIComponent(id)}/control`;
  const { answer, problem } = useAnswer<Control>(at ? `${path}?at=${at}` : path);
  return (
    <Section title="Who holds it" note="by reports of seizures, withdrawals and control">
      <DayField label="At the end of" />
      {problem && <p class="problem" role="alert">{problem}</p>}
      {answer && !answer.holders.length && <p class="note">No report tells who held it{at && ` on ${at}`}.</p>}
      <ul class="plain">
        {answer?.holders.map(({ place, actor, since, claim, contradicted_by: against }) => (
          <li key={place.id + actor.id + claim}>
            <PageLink kind="place" id={place.id}>{place.name}</PageLink>: <strong><PageLink kind="actor" id={actor.id}>{actor.name}</PageLink></strong>
            <small>{since ? ` since ${since}` : ""}</small>
            {against.length > 0 && <span class="problem"> contradicted by {plural(against.length, "report")}</span>}
          </li>
        ))}
      </ul>
      {answer && answer.claims.length > 0 && (
        <details>
          <summary>{plural(answer.claims.length, "report")} on it, the latest first</summary>
          <ul class="cards">{answer.claims.map((claim) => <Claim key={claim.id + claim.place.id} claim={claim} />)}</ul>
        </details>
      )}
    </Section>
  );
}

function Claim({ claim }: { claim: ControlClaim }) {
  return (
    <li class="claim">
      <strong>{listNames(claim.actors) || "Somebody unnamed"} {claim.move} {claim.place.name}</strong> <small>{claim.date ?? "no date"} · {claim.relation}</small>
      <p><q class="small">{claim.evidence.sentence}</q> <PageLink kind="article" id={claim.article.id}>{claim.article.publisher ?? "article"}</PageLink></p>
      <small>{[voices("asserted by", claim.asserted_by), voices("claimed by", claim.claimed_by), voices("denied by", claim.denied_by)].filter(Boolean).join("; ")}</small>
    </li>
  );
}

function voices(how: string, by: Voices): string {
  const names = [...by.claimants.map((claimant) => claimant.name), ...by.publishers];
  return names.length ? `${how} ${names.join(", ")}` : "";
}
