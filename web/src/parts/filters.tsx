// The filter row: every parameter of the API's filter that a reader is likely to want.
import { computed, signal } from "@preact/signals";
import { describe, unshown } from "../model/filterWords";
import { STATUSES } from "../model/words";
import { draw, drawing, filter, select, setFilter, setParameter } from "../state/address";
import { events, vocabulary } from "../state/events";
import { nameOfId, remember } from "../state/names";
import { suggestActors, suggestPlaces, type Suggestion } from "../state/suggestions";
import { DateInputs } from "./dateInputs";
import { Menu, type Choice } from "./menu";
import { MoreFilters } from "./moreFilters";
import { Suggest } from "./suggest";

const CONFIDENCES = ["0.5", "0.7", "0.8", "0.9"];

// The server lists no publishers; those met since the page was opened are offered.
const publishers = signal<ReadonlySet<string>>(new Set());

function count(values: readonly (string | null)[], all: readonly string[]): Choice[] {
  const counts = new Map(all.map((value) => [value, 0]));
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, number]) => ({ value, count: number }));
}

const relations = computed(() => {
  const words = new Map(vocabulary.value?.relations.map((term) => [term.relation, term.gloss]));
  const counted = count(events.value.map((event) => event.relation), [...words.keys()]);
  counted.sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
  return counted.map((choice) => ({ ...choice, note: words.get(choice.value) }));
});

const types = computed(() => {
  const words = new Map(vocabulary.value?.types.map((term) => [term.name, term.gloss]));
  const counted = count(events.value.map((event) => event.type), [...words.keys()]);
  return counted.map((choice) => ({ ...choice, note: words.get(choice.value) }));
});

const modes = computed(() => count(events.value.map((event) => event.mode), filter.value.mode ?? []).sort((a, b) => b.count - a.count));

const statuses = computed(() => count(events.value.map((event) => event.status), STATUSES));

const named = computed(() => {
  const found = events.value.flatMap((event) => event.article.publisher ?? []);
  const all = new Set([...publishers.peek(), ...found, ...(filter.value.publisher ?? [])]);
  publishers.value = all;
  return count(found, [...all].sort());
});

export function Filters() {
  const set = filter.value;
  const pick = (name: "actor" | "place" | "with") => (suggestion: Suggestion) => {
    remember(suggestion.id, suggestion.name);
    setParameter(name, suggestion.id);
  };
  return (
    <div class="filters" role="search" aria-label="Filter">
      <Menu name="relation" label="Relation" choices={relations.value} />
      <Menu name="type" label="Type" choices={types.value} />
      <Menu name="mode" label="Mode" choices={modes.value} />
      <Menu name="status" label="Status" choices={statuses.value} />
      <Suggest label="Actor" placeholder="Any actor" class={set.actor ? "set" : ""} value={set.actor ? nameOfId(set.actor) : ""}
        find={suggestActors} onPick={pick("actor")} onText={(text) => setParameter("actor", text)} />
      <Suggest label="Place" placeholder="Any place" class={set.place ? "set" : ""} value={set.place ? nameOfId(set.place) : ""}
        find={suggestPlaces} onPick={pick("place")} onText={(text) => setParameter("place", text)} />
      <DateInputs />
      <Menu name="publisher" label="Publisher" choices={named.value} />
      <select class={set.min_confidence ? "set" : ""} aria-label="Lowest confidence" value={set.min_confidence ?? ""}
        onChange={(event) => setParameter("min_confidence", event.currentTarget.value)}>
        <option value="">Confidence</option>
        {[...new Set([...CONFIDENCES, ...(set.min_confidence ? [set.min_confidence] : [])])].map((value) => (
          <option key={value} value={value}>{`at least ${Math.round(Number(value) * 100)} %`}</option>
        ))}
      </select>
      <MoreFilters />
      {unshown(set).map((name) => (
        <button key={name} class="chip removable" onClick={() => setParameter(name, undefined)} aria-label={`Remove the filter ${describe(set, name)}`}>
          {describe(set, name)} ×
        </button>
      ))}
      <Around />
      {Object.keys(set).length > 0 && <button class="link" onClick={() => setFilter({})}>Clear all</button>}
    </div>
  );
}

/** Whose other events are shown besides those of the filter. */
function Around() {
  const { around } = drawing.value;
  return (
    <>
      {around.map((end) => {
        const name = nameOfId(end.slice(end.indexOf(":") + 1));
        return (
          <button key={end} class="chip removable" aria-label={`Hide what else there is around ${name}`}
            onClick={() => draw({ around: around.filter((other) => other !== end) })}>
            around {name} ×
          </button>
        );
      })}
    </>
  );
}

/** What the search field does with what was picked: actors and places filter, articles and events open. */
export function follow(suggestion: Suggestion): void {
  if (suggestion.kind === "event" || suggestion.kind === "article") return select(suggestion.kind, suggestion.id);
  remember(suggestion.id, suggestion.name);
  setParameter(suggestion.kind, suggestion.id);
}
