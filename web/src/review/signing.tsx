// Who says so, and why: the foot of every form that makes a judgement.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { author } from "../state/judging";
import type { Signature } from "../state/judging";

interface Props {
  /** What the button is called. */
  act: string;
  /** What is said where no other reason is typed. */
  reason?: string;
  ready?: boolean;
  /** Whether typing goes here at once; not where there is something to choose first. */
  focus?: boolean;
  onSign: (signature: Signature) => Promise<void>;
  onCancel: () => void;
  children?: ComponentChildren;
}

export function Signing({ act, reason: usual = "", ready = true, focus = true, onSign, onCancel, children }: Props) {
  const [name, setName] = useState(author.value);
  const [reason, setReason] = useState(usual);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = (submitted: Event) => {
    submitted.preventDefault();
    setBusy(true);
    setProblem(null);
    onSign({ author: name, reason }).catch((error: unknown) => {
      setBusy(false);
      setProblem(error instanceof Error ? error.message : String(error));
    });
  };
  return (
    <form class="sign" onSubmit={send}>
      {children}
      <label>Your name <input required value={name} onInput={(typed) => setName(typed.currentTarget.value)} autocomplete="name" /></label>
      <label class="why-field">Why <input required value={reason} onInput={(typed) => setReason(typed.currentTarget.value)} ref={focus ? focusOn(author.peek() === "") : null} /></label>
      <button class="primary" disabled={busy || !ready}>{act}</button>
      <button type="button" onClick={onCancel}>Cancel</button>
      {problem && <p class="problem" role="alert">{problem}</p>}
    </form>
  );
}

/** Once, when the form opens: the reason can be sent as it is, or typed over. */
function focusOn(nameMissing: boolean): (field: HTMLInputElement | null) => void {
  return (field) => {
    if (!field || field.dataset["met"]) return;
    field.dataset["met"] = "yes";
    const first = nameMissing ? field.form?.querySelector("input:not([type=checkbox])") : field;
    if (first instanceof HTMLInputElement) first.select();
  };
}
