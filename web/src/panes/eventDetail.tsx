// One event: what was read, why, who else reports it, and the text it was read from.
import type { AccountAnswer, Extraction } from "../api/types";
import { cite } from "../model/citation";
import { describeCasualties, describeSource } from "../model/words";
import { select } from "../state/address";
import { article } from "../state/articles";
import { vocabulary } from "../state/events";
import { tell, tellProblem } from "../state/notice";
import { Review } from "../parts/review";
import { Accounts } from "./accounts";
import { ArticleText } from "./articleText";
import { Headline } from "./eventCard";

export function EventDetail({ event }: { event: AccountAnswer }) {
  return (
    <div class="detail">
      <div class="headline"><Headline event={event} /></div>
      <q>{event.evidence.sentence}</q>
      <Facts event={event} />
      <div class="actions">
        <Review key={event.id} event={event} />
        <button onClick={() => copy(cite(event, location.href))}>Copy as citation</button>
      </div>
      <Why event={event} />
      <Accounts shown={event} />
      <Source event={event} />
    </div>
  );
}

function Facts({ event }: { event: AccountAnswer }) {
  const casualties = describeCasualties(event);
  const claimant = event.claimant;
  return (
    <dl class="facts">
      {event.actors.length > 0 && <Parties name="Who did it" ids={event.actors} kind="actor" />}
      {event.recipients.length > 0 && <Parties name="To or with whom" ids={event.recipients} kind="actor" />}
      {event.places.length > 0 && <Parties name="Where" ids={event.places} kind="place" />}
      {claimant && <Parties name="Who says so" ids={[claimant]} kind="actor" />}
      {casualties && <><dt>People</dt><dd>{casualties}</dd></>}
      {event.instruments.length > 0 && <><dt>With what</dt><dd>{event.instruments.join(", ")}</dd></>}
    </dl>
  );
}

function Parties({ name, ids, kind }: { name: string; ids: readonly { id: string; name: string }[]; kind: "actor" | "place" }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {ids.map((party) => (
          <button class="link" key={party.id} onClick={() => select(kind, party.id)}>{party.name}</button>
        ))}
      </dd>
    </>
  );
}

function Why({ event }: { event: AccountAnswer }) {
  const words = vocabulary.value;
  const relation = words?.relations.find((term) => term.relation === event.relation);
  const type = words?.types.find((term) => term.name === event.type);
  const status = words?.statuses.find((term) => term.name === event.status);
  return (
    <details class="why">
      <summary>Why this code? Confidence {Math.round(event.confidence * 100)} %</summary>
      <dl class="facts">
        <dt>{event.relation}</dt><dd>{relation?.gloss ?? "a relation name of our own"}</dd>
        <dt>{event.type}</dt><dd>{type?.gloss ?? "a PLOVER type"}{event.cameo && ` CAMEO ${event.cameo}.`}</dd>
        <dt>{event.status}</dt><dd>{status?.gloss}{event.cue && ` Because of “${event.cue}”.`}</dd>
        {event.evidence.rule && <><dt>Rule</dt><dd><code>{event.evidence.rule}</code></dd></>}
        <dt>Read by</dt><dd><code>{event.evidence.extractor}</code></dd>
      </dl>
    </details>
  );
}

function Source({ event }: { event: AccountAnswer }) {
  const { article: extraction, problem } = article(event.article.id).value;
  const { title, url, id } = event.article;
  return (
    <section class="source">
      <h3>
        <button class="link" onClick={() => select("article", id)}>{title ?? "Untitled article"}</button>
        <small>{describeSource(event.article)}</small>
        {url && <a href={url} rel="noopener noreferrer" target="_blank">original</a>}
      </h3>
      {problem && <p class="problem">{problem}</p>}
      {extraction && <ArticleText extraction={extraction} event={accountIn(extraction, event)} />}
    </section>
  );
}

/** The article's own account: an event of several has its sentence from one of them, and its id from the first. */
function accountIn(extraction: Extraction, event: AccountAnswer): string {
  const { start } = event.evidence.trigger;
  const own = extraction.events.find((account) => account.evidence.trigger.start === start && account.relation === event.relation);
  return own?.id ?? event.id;
}

function copy(text: string): void {
  // Browsers offer no clipboard on an address without TLS, other than this machine's own.
  const done = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("The browser allows no copying here; select the text instead."));
  done.then(() => tell({ text: "Citation copied." }), tellProblem);
}
