// Choosing what happened: every plain relation under its PLOVER type, both with what they mean.
import { useEffect, useRef, useState } from "preact/hooks";
import type { FullVocabulary } from "../api/pageTypes";
import { vocabulary } from "../state/events";
import { scrollWithin } from "./scrolling";

interface Props {
  value: string;
  onPick: (relation: string) => void;
}

export function RelationPicker({ value, onPick }: Props) {
  const [open, setOpen] = useState(false);
  const words = vocabulary.value as FullVocabulary | null;
  const term = words?.relations.find((one) => one.relation === value);
  const type = words?.types.find((one) => one.name === term?.type);
  return (
    <fieldset class="relation">
      <legend>What happened</legend>
      <p>
        <strong>{value}</strong> {type && <span class={`chip quad-${type.quad}`}>{type.name}{term?.mode ? ` ${term.mode}` : ""}</span>}{" "}
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? "Close the list" : "Something else …"}</button>
      </p>
      <p class="note">{term?.gloss} {type && `${type.name}: ${type.gloss}`}</p>
      {open && words && <List words={words} value={value} onPick={onPick} />}
    </fieldset>
  );
}

function List({ words, value, onPick }: { words: FullVocabulary } & Props) {
  const [text, setText] = useState("");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => scrollWithin(box.current, "input:checked"), []);
  const wanted = text.trim().toLowerCase();
  const fits = (...given: readonly (string | null)[]) => given.some((one) => one?.toLowerCase().includes(wanted));
  const groups = words.types.flatMap((type) => {
    const whole = fits(type.name);
    const relations = words.relations.filter((term) => term.type === type.name && (whole || fits(term.relation, term.gloss, term.mode)));
    return relations.length ? [{ type, relations }] : [];
  });
  return (
    <>
      <label>Find <input type="search" value={text} placeholder="by name or meaning" onInput={(typed) => setText(typed.currentTarget.value)} /></label>
      <div class="relation-list" ref={box} role="radiogroup" aria-label="What happened" tabIndex={0}>
        {groups.map(({ type, relations }) => (
          <section key={type.name}>
            <h4><span class={`chip quad-${type.quad}`}>{type.name}</span> <small>{type.gloss}</small></h4>
            {relations.map((term) => (
              <label key={term.relation}>
                <input type="radio" name="relation" checked={term.relation === value} onChange={() => onPick(term.relation)} />
                <span><strong>{term.relation}</strong> <small>{term.gloss}</small></span>
              </label>
            ))}
          </section>
        ))}
        {!groups.length && <p class="note">No relation is called so or means that.</p>}
      </div>
    </>
  );
}
