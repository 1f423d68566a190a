// A text field with suggestions: a combobox as WAI-ARIA describes it, for the mouse and the keyboard.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Suggestion } from "../state/suggestions";

const PAUSE = 160;

interface Props {
  label: string;
  placeholder: string;
  value: string;
  find: (text: string, stop: AbortSignal) => Promise<Suggestion[]>;
  onPick: (suggestion: Suggestion) => void;
  /** Enter without a suggestion chosen, or the field emptied. */
  onText: (text: string) => void;
  class?: string;
}

export function Suggest({ label, placeholder, value, find, onPick, onText, class: kind }: Props) {
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<Suggestion[]>([]);
  const [at, setAt] = useState(-1);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (!typed.trim()) return setFound([]);
    const stop = new AbortController();
    const timer = setTimeout(() => {
      find(typed.trim(), stop.signal).then((answer) => { if (!stop.signal.aborted) setFound(answer); }, () => setFound([]));
    }, PAUSE);
    return () => { clearTimeout(timer); stop.abort(); };
  }, [typed]);

  const close = () => { setFound([]); setTyped(""); setAt(-1); };
  const pick = (suggestion: Suggestion) => { close(); setText(value); onPick(suggestion); };
  const enter = () => {
    const suggestion = found[at];
    if (suggestion) return pick(suggestion);
    close();
    onText(text.trim());
  };
  const onKey = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") enter();
    else if (event.key === "Escape") close();
    else if (move && found.length) setAt((at + move + found.length + (at < 0 && move < 0 ? 1 : 0)) % found.length);
    else return;
    event.preventDefault();
  };
  const onInput = () => {
    const now = field.current?.value ?? "";
    setText(now);
    setTyped(now);
    setAt(-1);
    if (!now) onText("");
  };
  const leave = () => { close(); setText(value); };
  return (
    <span class={`suggest ${kind ?? ""}`}>
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={at >= 0 ? `${list}-${at}` : ""}
        autocomplete="off"
        placeholder={placeholder}
        value={text}
        onInput={onInput}
        onKeyDown={onKey}
        onBlur={leave}
      />
      <ul id={list} role="listbox" aria-label={label} hidden={!found.length}>
        {found.map((suggestion, place) => (
          <li
            key={`${suggestion.kind}${suggestion.id}`}
            id={`${list}-${place}`}
            role="option"
            aria-selected={place === at}
            onMouseDown={(event) => { event.preventDefault(); pick(suggestion); }}
          >
            <span class={`tag ${suggestion.kind}`}>{suggestion.kind}</span>
            <span class="name">{suggestion.name}</span>
            <small>{suggestion.note}</small>
          </li>
        ))}
      </ul>
    </span>
  );
}
