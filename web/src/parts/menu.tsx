// A filter with several choices: a button that opens a list of boxes to tick.
import { useEffect, useRef, useState } from "preact/hooks";
import { filter, setParameter } from "../state/address";
import type { RepeatedName } from "../state/filter";

export interface Choice {
  value: string;
  count: number;
  note?: string | undefined;
}

const SEARCH_FROM = 20;

export function Menu({ name, label, choices }: { name: RepeatedName; label: string; choices: readonly Choice[] }) {
  const box = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState("");
  const set = filter.value[name] ?? [];
  useEffect(() => closeOutside(box.current, open), [open]);
  const tick = (value: string) => setParameter(name, set.includes(value) ? set.filter((other) => other !== value) : [...set, value]);
  const shown = choices.filter((choice) => choice.value.toLowerCase().includes(words.toLowerCase()));
  return (
    <details class={`menu ${set.length ? "set" : ""}`} ref={box} onToggle={() => setOpen(box.current?.open ?? false)}>
      <summary>{set.length === 0 ? label : set.length === 1 ? set[0] : `${label}: ${set.length}`}</summary>
      {open && (
        <div class="list" role="group" aria-label={label}>
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
        </div>
      )}
    </details>
  );
}

function closeOutside(box: HTMLDetailsElement | null, open: boolean): (() => void) | undefined {
  if (!box || !open) return undefined;
  const away = (event: Event) => {
    if (!box.contains(event.target as Node)) box.open = false;
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    box.open = false;
    box.querySelector("summary")?.focus();
  };
  document.addEventListener("pointerdown", away);
  box.addEventListener("keydown", escape);
  return () => {
    document.removeEventListener("pointerdown", away);
    box.removeEventListener("keydown", escape);
  };
}
