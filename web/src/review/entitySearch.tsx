// Finding an actor of the graph or a place of the gazetteer by name, or making a new actor.
import { useEffect, useId, useState } from "preact/hooks";
import { get } from "../api/client";
import type { FullVocabulary, PlaceRecord } from "../api/pageTypes";
import type { ActorAnswer, Page } from "../api/types";
import { placeWord } from "../model/kinds";
import { plural } from "../model/words";
import { vocabulary } from "../state/events";
import { remember } from "../state/names";
import type { EntityKind } from "./choices";
import { idFor, type Party } from "./drafts";

const PAUSE = 180;

interface Found extends Party {
  note: string;
}

interface Props {
  kind: EntityKind;
  label: string;
  /** What to look for at first. */
  text?: string;
  mayMake?: boolean;
  onPick: (party: Party) => void;
}

export function EntitySearch({ kind, label, text: first = "", mayMake = false, onPick }: Props) {
  const [text, setText] = useState(first);
  const [found, setFound] = useState<readonly Found[] | null>(null);
  const list = useId();
  useEffect(() => setText(first), [first]);
  useEffect(() => {
    setFound(null);
    if (!text.trim()) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const find = kind === "actor" ? findActors : findPlaces;
      find(text.trim(), stop.signal).then((all) => stop.signal.aborted || setFound(all), () => stop.signal.aborted || setFound([]));
    }, PAUSE);
    return () => { clearTimeout(timer); stop.abort(); };
  }, [text, kind]);
  const pick = ({ note: _, ...party }: Found) => {
    remember(party.id, party.name);
    setText("");
    onPick(party);
  };
  return (
    <div class="entity-search">
      <label>{label} <input type="search" autocomplete="off" value={text} aria-controls={list} onInput={(typed) => setText(typed.currentTarget.value)} /></label>
      <ul id={list} aria-label="Found" aria-live="polite">
        {found?.map((one) => (
          <li key={one.id}><button type="button" onClick={() => pick(one)}><strong>{one.name}</strong> <small>{one.note}</small></button></li>
        ))}
        {found?.length === 0 && <li class="note">Nobody and nothing of that name.</li>}
      </ul>
      {mayMake && found && text.trim() && <MakeActor name={text.trim()} onMake={pick} />}
    </div>
  );
}

function MakeActor({ name, onMake }: { name: string; onMake: (party: Found) => void }) {
  const [kind, setKind] = useState("person");
  const kinds = (vocabulary.value as FullVocabulary | null)?.actor_kinds ?? [];
  const make = () => onMake({ id: idFor(name), name, record: { id: idFor(name), name, kind }, note: "" });
  return (
    <p class="make-actor">
      <label>Somebody new: “{name}”, <select aria-label="Kind" value={kind} onChange={(picked) => setKind(picked.currentTarget.value)}>
        {kinds.map((one) => <option key={one.name} value={one.name} title={one.gloss}>{one.name}</option>)}
      </select></label>
      <button type="button" onClick={make}>Add</button>
    </p>
  );
}

async function findActors(text: string, stop: AbortSignal): Promise<Found[]> {
  const page = await get<Page<ActorAnswer>>(`v1/actors?${new URLSearchParams({ q: text, limit: "8" })}`, stop);
  return page.items.map(({ id, name, kind, country, events }) => ({ id, name, note: [kind, country, plural(events, "event")].filter(Boolean).join(" · ") }));
}

async function findPlaces(text: string, stop: AbortSignal): Promise<Found[]> {
  const query = new URLSearchParams({ q: text, limit: "10" });
  const answers = await Promise.all([get<Page<PlaceRecord>>(`v1/places?${query}`, stop), get<{ items: PlaceRecord[] }>(`v1/gazetteer?${query}`, stop)]);
  const all = new Map(answers.flatMap((answer) => answer.items).map((place) => [place.id, place]));
  return [...all.values()].map((place) => ({ id: place.id, name: place.name, note: describePlace(place) }));
}

export function describePlace(place: { kind: string | null; admin1?: string | null; country: string | null; name: string }): string {
  const admin1 = place.admin1 && place.admin1 !== place.name ? place.admin1 : null;
  return [placeWord(place.kind), admin1, place.country].filter(Boolean).join(" · ");
}
