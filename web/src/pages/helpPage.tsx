// Help: what the page can do, and what its codes mean in plain words, from the vocabulary of the server.
import { Fragment } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { FullVocabulary } from "../api/pageTypes";
import type { Term } from "../api/types";
import { startTour } from "../parts/tour";
import { ask } from "../state/dialogs";
import { vocabulary } from "../state/events";
import { PageHead, Section } from "./parts";

const WAYS: readonly [string, string][] = [
  ["Find", "Type a name into the search field and choose from what is suggested: the filter keeps its events. Narrow them by relation, type, status, place, days, publisher or confidence."],
  ["Look", "Choose a node, a line, a place on the map, days on the timeline or a card. All panes show the same; the article opens with the exact words marked."],
  ["Check", "Every event says why it was coded so, how sure that is, who else reports it, and what they tell differently."],
  ["Correct", "Accept, reject or correct what was read, with your name and your reason. Everything can be undone, and nothing that was read is lost."],
  ["Take away", "Export writes files of what the filter holds. The address of the page holds the view: share it, save it, or follow it."],
];

export function HelpPage({ word }: { word: string }) {
  const [text, setText] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const words = vocabulary.value as FullVocabulary | null;
  useEffect(() => {
    if (word && words) [...(box.current?.querySelectorAll("[data-term]") ?? [])].find((one) => one.getAttribute("data-term") === word)?.scrollIntoView({ block: "start" });
  }, [word, words]);
  return (
    <div ref={box} class="help-text">
      <PageHead title="Help">
        <button onClick={startTour}>Show the tour</button>
        <button onClick={() => ask({ kind: "shortcuts" })}>Keys <kbd>?</kbd></button>
        <a href="docs">API</a>
      </PageHead>
      <Section title="What you can do here"><dl class="ways">{WAYS.map(([name, what]) => <div key={name}><dt>{name}</dt><dd>{what}</dd></div>)}</dl></Section>
      {words && (
        <>
          <label class="find">Find a word <input type="search" value={text} placeholder="assault, claimed, GOV …" onInput={(typed) => setText(typed.currentTarget.value)} /></label>
          <Words words={words} wanted={text.trim().toLowerCase()} />
        </>
      )}
    </div>
  );
}

function Words({ words, wanted }: { words: FullVocabulary; wanted: string }) {
  const fits = (...given: readonly (string | null)[]) => !wanted || given.some((one) => one?.toLowerCase().includes(wanted));
  const types = words.types.filter((type) => fits(type.name, type.gloss, ...relationsOf(words, type.name).flatMap(({ relation, gloss }) => [relation, gloss])));
  const lists: readonly [string, string, readonly Term[]][] = [
    ["Status", "whether it happened, in the article’s own words", words.statuses],
    ["Contexts", "what an event is about", words.contexts],
    ["Standing relations", "what holds for longer than a day", words.predicates],
    ["Kinds of actors", "", words.actor_kinds],
    ["Sectors", "PLOVER’s codes for what an actor is in its country", words.sectors.map((sector) => ({ name: `${sector.code} · ${sector.name}`, gloss: sector.gloss }))],
    ["Precision of places", "", words.precisions],
  ];
  return (
    <>
      {types.length > 0 && <Section title="Types of events" note="PLOVER’s sixteen, in four quad classes"><QuadClasses words={words} />{types.map((type) => <Type key={type.name} type={type} words={words} open={wanted !== ""} />)}</Section>}
      {lists.map(([title, note, terms]) => <TermList key={title} title={title} note={note} terms={terms.filter(({ name, gloss }) => fits(name, gloss))} />)}
    </>
  );
}

function relationsOf(words: FullVocabulary, type: string): FullVocabulary["relations"] {
  return words.relations.filter((relation) => relation.type === type);
}

function QuadClasses({ words }: { words: FullVocabulary }) {
  return <dl class="facts">{words.quad_classes.map(({ number, name, gloss }) => <Fragment key={number}><dt><span class={`chip quad-${number}`}>{name}</span></dt><dd>{gloss}</dd></Fragment>)}</dl>;
}

function Type({ type, words, open }: { type: FullVocabulary["types"][number]; words: FullVocabulary; open: boolean }) {
  const relations = relationsOf(words, type.name);
  return (
    <article class="type" data-term={type.name}>
      <h4><span class={`chip quad-${type.quad}`}>{type.name}</span></h4>
      <p>{type.gloss}</p>
      <details open={open}>
        <summary>{relations.length} relations{type.modes.length > 0 && `, ${type.modes.length} modes`}</summary>
        <Terms terms={relations.map(({ relation, gloss }) => ({ name: relation, gloss }))} />
        {type.modes.length > 0 && <><h5>Modes: how it was done</h5><Terms terms={type.modes} /></>}
      </details>
    </article>
  );
}

function TermList({ title, note, terms }: { title: string; note: string; terms: readonly Term[] }) {
  return terms.length ? <Section title={title} note={note}><Terms terms={terms} /></Section> : null;
}

function Terms({ terms }: { terms: readonly Term[] }) {
  return <dl class="terms">{terms.map(({ name, gloss }) => <div key={name} data-term={name}><dt>{name}</dt><dd>{gloss}</dd></div>)}</dl>;
}
