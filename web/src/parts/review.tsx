// Accepting or rejecting an event, with who says so and why; and what was said about it before.
import { useEffect, useState } from "preact/hooks";
import type { AccountAnswer } from "../api/types";
import { judge, judgementsOn, knownAuthor, takeBack, type Judgement, type Verdict } from "../state/judging";
import { tellProblem } from "../state/notice";

const WORDS: Record<Verdict, { button: string; ask: string; reason: string }> = {
  confirm: { button: "Accept", ask: "The event is right", reason: "Read in the sentence." },
  reject: { button: "Reject", ask: "The event is not in the text", reason: "" },
};

export function Review({ event }: { event: AccountAnswer }) {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  return (
    <>
      {(["confirm", "reject"] as const).map((kind) => (
        <button key={kind} aria-pressed={verdict === kind} disabled={kind === "confirm" && event.reviewed === true}
          onClick={() => setVerdict(verdict === kind ? null : kind)}>{WORDS[kind].button}</button>
      ))}
      {verdict && <Sign key={verdict} event={event} verdict={verdict} onDone={() => setVerdict(null)} />}
      <Earlier event={event} />
    </>
  );
}

function Sign({ event, verdict, onDone }: { event: AccountAnswer; verdict: Verdict; onDone: () => void }) {
  const [author, setAuthor] = useState(knownAuthor());
  const [reason, setReason] = useState(WORDS[verdict].reason);
  const [busy, setBusy] = useState(false);
  const send = (submitted: Event) => {
    submitted.preventDefault();
    setBusy(true);
    judge(event.id, verdict, author, reason).then(onDone, (error: unknown) => {
      setBusy(false);
      tellProblem(error);
    });
  };
  return (
    <form class="sign" onSubmit={send}>
      <strong>{WORDS[verdict].ask}</strong>
      <label>Who says so <input required value={author} onInput={(typed) => setAuthor(typed.currentTarget.value)} autocomplete="name" /></label>
      <label>Why <input required value={reason} onInput={(typed) => setReason(typed.currentTarget.value)} /></label>
      <button class="primary" disabled={busy}>{WORDS[verdict].button}</button>
      <button type="button" onClick={onDone}>Cancel</button>
    </form>
  );
}

function Earlier({ event }: { event: AccountAnswer }) {
  const [made, setMade] = useState<Judgement[]>([]);
  useEffect(() => {
    judgementsOn(event.id).then(setMade, () => setMade([]));
  }, [event]);
  return (
    <>
      {made.map((judgement) => (
        <p class="earlier" key={judgement.id}>
          {judgement.action.action.replace("-", " ")} by {judgement.author}: {judgement.reason}{" "}
          <button class="link" onClick={() => void takeBack(judgement.id).catch(tellProblem)}>Undo</button>
        </p>
      ))}
    </>
  );
}
