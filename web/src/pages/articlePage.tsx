// An article by itself: its text with all that was read from it, its copies and versions, its history.
import { useState } from "preact/hooks";
import type { Judgement, ReportOf, Version, WholeExtraction } from "../api/pageTypes";
import type { Page } from "../api/types";
import { describeSource, isolate, plural } from "../model/words";
import { ArticleText } from "../panes/articleText";
import { PageLink } from "../parts/pageLink";
import { mentionsOf } from "../review/choices";
import { History } from "../review/history";
import { TextChooser } from "../review/textChooser";
import { draw, drawing, openAddress, select } from "../state/address";
import { useAnswer } from "../state/answers";
import { deleteArticle } from "../state/deleting";
import { ask } from "../state/dialogs";
import { tellProblem } from "../state/notice";
import { accountsOf } from "./accountsOf";
import { EventCards, PageHead, Section } from "./parts";
import { RelationReview } from "./relationReview";

const NOBODY: ReadonlySet<string> = new Set();

export function ArticlePage({ id }: { id: string }) {
  const path = `v1/articles/${encodeURIComponent(id)}`;
  const { answer: extraction, problem } = useAnswer<WholeExtraction>(path);
  const report = useAnswer<ReportOf>(`${path}/report`).answer;
  if (problem) return <p class="problem" role="alert">{problem}</p>;
  if (!extraction) return <p class="note">Loading …</p>;
  const { title, publisher, published, url } = extraction.article;
  return (
    <>
      <PageHead title={title ?? "Untitled article"} note={[publisher ? isolate(publisher) : "unnamed publisher", published ?? "no date", plural(extraction.events.length, "event")].join(" · ")}>
        {url && <a href={url} rel="noopener noreferrer" target="_blank">Original</a>}
        <button onClick={() => select("article", id)}>Show in the graph</button>
        <Delete extraction={extraction} />
      </PageHead>
      {extraction.warnings.map((warning) => <p class="problem" key={warning}>{warning}</p>)}
      <div class="columns">
        <Text extraction={extraction} />
        <div>
          {report && <Copies report={report} />}
          <Read extraction={extraction} />
          <Events extraction={extraction} />
          {extraction.relations.length > 0 && <Standing extraction={extraction} />}
          <HistoryOf path={path} />
          <History targets={[id]} />
        </div>
      </div>
    </>
  );
}

function Text({ extraction }: { extraction: WholeExtraction }) {
  const names = drawing.value.marked === "names";
  return (
    <section class="reading" aria-label="The text">
      <div class="switch" role="group" aria-label="Marked in the text">
        <button aria-pressed={!names} onClick={() => draw({ marked: "events" })}>Events</button>
        <button aria-pressed={names} onClick={() => draw({ marked: "names" })}>Names</button>
      </div>
      <p class="note">{names ? "Choose a name to see whom or what it was taken for, and to correct that." : "Choose a marked word to open its event."}</p>
      {names ? (
        <TextChooser extraction={extraction} kind="both" sentence={null} chosen={NOBODY} onMention={(mention) => ask({ kind: "mention", article: extraction.article.id, mention })} />
      ) : (
        <ArticleText extraction={extraction} event={null} />
      )}
    </section>
  );
}

function Copies({ report: { others } }: { report: ReportOf }) {
  if (!others.length) return null;
  return (
    <Section title="The same report elsewhere">
      <ul class="plain">{others.map((other) => <li key={other.id}>{other.related}: <PageLink kind="article" id={other.id}>{other.title ?? "Untitled article"}</PageLink> <small>{describeSource(other)}</small></li>)}</ul>
    </Section>
  );
}

/** Who and what the text names, each once, with how often. */
function Read({ extraction }: { extraction: WholeExtraction }) {
  const counts = new Map<string, number>();
  for (const { entity } of mentionsOf(extraction, "both")) if (entity) counts.set(entity, (counts.get(entity) ?? 0) + 1);
  const lists = [{ title: "Actors", kind: "actor", records: extraction.actors }, { title: "Places", kind: "place", records: extraction.places }] as const;
  return (
    <>
      {lists.map(({ title, kind, records }) => records.length > 0 && (
        <Section key={kind} title={title}>
          <p class="names">{records.map((record) => <span key={record.id}><PageLink kind={kind} id={record.id}>{record.name}</PageLink> <small>{counts.get(record.id) ?? ""}</small></span>)}</p>
        </Section>
      ))}
    </>
  );
}

/** Its accounts of events, in the order of the text. */
function Events({ extraction }: { extraction: WholeExtraction }) {
  const events = accountsOf(extraction);
  return events.length > 0 ? <Section title="Events"><EventCards events={events} more={false} /></Section> : null;
}

function Standing({ extraction }: { extraction: WholeExtraction }) {
  const names = new Map([...extraction.actors, ...extraction.places].map(({ id, name }) => [id, name]));
  const query = new URLSearchParams({ target: extraction.article.id, action: "confirm-relation", active: "true", limit: "1000" });
  const { answer } = useAnswer<Page<Judgement>>(`v1/judgements?${query}`);
  const accepted = new Set(answer?.items.map(({ action }) => action["relation"]));
  const name = (id: string) => names.get(id) ?? id;
  return (
    <Section title="Standing relations">
      <ul class="plain">
        {extraction.relations.map(({ id, predicate, title, subject, object, evidence }) => (
          <li key={id}>
            {name(subject)} {predicate} {title && <em>{title}</em>} {name(object)}
            <q class="small">{evidence.sentence}</q>
            <RelationReview id={id} what={`${name(subject)} ${predicate} ${name(object)}`} accepted={accepted.has(id)} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function HistoryOf({ path }: { path: string }) {
  const { answer } = useAnswer<{ items: Version[] }>(`${path}/history`);
  return (
    <Section title="History">
      <ul class="plain">{answer?.items.map((version) => <li key={version.seq}>{version.action}{version.recorded_at && ` ${version.recorded_at.slice(0, 16).replace("T", " ")}`} <small>{version.extractor}</small></li>)}</ul>
    </Section>
  );
}

function Delete({ extraction }: { extraction: WholeExtraction }) {
  const [sure, setSure] = useState(false);
  const run = () => void deleteArticle(extraction.article).then(() => openAddress(""), tellProblem);
  if (!sure) return <button onClick={() => setSure(true)}>Delete …</button>;
  return (
    <span class="sure" role="group" aria-label="Delete the article?">
      With all that was read from it? <button class="primary" onClick={run}>Delete</button> <button onClick={() => setSure(false)}>Keep</button>
    </span>
  );
}
