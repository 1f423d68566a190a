// A modal dialog: the browser's own, which keeps the focus inside and closes with Escape.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

interface Props {
  title: string;
  onClose: () => void;
  class?: string;
  children: ComponentChildren;
}

export function Dialog({ title, onClose, class: kind, children }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const name = useId();
  useEffect(() => box.current?.showModal(), []);
  return (
    <dialog ref={box} class={kind ?? ""} aria-labelledby={name} onClose={onClose} onClick={(event) => event.target === box.current && box.current?.close()}>
      <div class="sheet">
        <header>
          <h2 id={name}>{title}</h2>
          <button aria-label="Close" onClick={() => box.current?.close()}>×</button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
