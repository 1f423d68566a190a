// A filter with several choices: a button that opens a list of boxes to tick.
import { useState } from "preact/hooks";
import { filter, setParameter } from "../state/address";
import type { RepeatedName } from "../state/filter";
import { Dropdown } from "./dropdown";

export interface Choice {
  value: string;
  count: number;
  note?: string | undefined;
}

interface Props {
  name: RepeatedName;
  label: string;
  choices: readonly Choice[];
}

const SEARCH_FROM = 20;

export function Menu(props: Props) {
  const { name, label } = props;
  const set = filter.value[name] ?? [];
  const shown = set.length === 0 ? label : set.length === 1 ? set[0] : `${label}: ${set.length}`;
  return (
    <Dropdown name={label} label={shown} class={set.length ? "set" : ""}>
      {() => <Choices {...props} />}
    </Dropdown>
  );
}

function Choices({ name, label, choices }: Props) {
  const [words, setWords] = useState("");
  const set = filter.value[name] ?? [];
  const tick = (value: string) => setParameter(name, set.includes(value) ? set.filter((other) => other !== value) : [...set, value]);
  const shown = choices.filter((choice) => choice.value.toLowerCase().includes(words.toLowerCase()));
  return (
    <>
      {choices.length >= SEARCH_FROM && (
        <input type="search" aria-label={`Find a ${label.toLowerCase()}`} placeholder="Find" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
      )}
      {shown.map((choice) => (
        <label key={choice.value} title={choice.note}>
          <input type="checkbox" checked={set.includes(choice.value)} onChange={() => tick(choice.value)} />
          <span>{choice.value}</span>
          <small>{choice.count || ""}</small>
        </label>
      ))}
      {!shown.length && <p class="note">none</p>}
      {set.length > 0 && <button onClick={() => setParameter(name, [])}>Any {label.toLowerCase()}</button>}
    </>
  );
}
