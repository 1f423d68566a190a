// A button that opens a list below it, and closes it again on Escape and on a press anywhere else.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

interface Props {
  name: string;
  label: ComponentChildren;
  class?: string;
  /** Given what closes the list. */
  children: (close: () => void) => ComponentChildren;
}

export function Dropdown({ name, label, class: kind, children }: Props) {
  const box = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => closeOutside(box.current, open), [open]);
  const close = () => {
    if (!box.current) return;
    box.current.open = false;
    box.current.querySelector("summary")?.focus();
  };
  return (
    <details class={`menu ${kind ?? ""}`} ref={box} onToggle={() => setOpen(box.current?.open ?? false)}>
      <summary>{label}</summary>
      {open && <div class="list" role="group" aria-label={name}>{children(close)}</div>}
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
    // Escape closes the list alone, and leaves what is selected.
    event.preventDefault();
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
