// With what something was done: the article's own words, marked in the text or typed.
import { useState } from "preact/hooks";

interface Props {
  instruments: readonly string[];
  armed: boolean;
  onArm: () => void;
  onAdd: (text: string) => void;
  onRemove: (text: string) => void;
}

export function InstrumentsField({ instruments, armed, onArm, onAdd, onRemove }: Props) {
  const [text, setText] = useState("");
  const add = () => {
    if (!text.trim()) return;
    onAdd(text.trim());
    setText("");
  };
  return (
    <fieldset class={`party ${armed ? "armed" : ""}`}>
      <legend>With what</legend>
      <div class="chips">
        {instruments.map((one) => <button key={one} type="button" class="chip removable" aria-label={`Remove ${one}`} onClick={() => onRemove(one)}>{one} ×</button>)}
        {!instruments.length && <span class="note">not said</span>}
        <button type="button" class="link" aria-pressed={armed} onClick={onArm}>{armed ? "Mark in the text, or:" : "Choose …"}<span class="unseen"> for: With what</span></button>
      </div>
      {armed && (
        <div class="chips">
          <label>A weapon or other means <input value={text} onInput={(typed) => setText(typed.currentTarget.value)} onKeyDown={(event) => event.key === "Enter" && (event.preventDefault(), add())} /></label>
          <button type="button" disabled={!text.trim()} onClick={add}>Add</button>
        </div>
      )}
    </fieldset>
  );
}
