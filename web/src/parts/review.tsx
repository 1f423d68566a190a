// What a reader can say about an event: that it is right, that it is not in the text, or what is right instead.
import { useState } from "preact/hooks";
import type { AccountAnswer } from "../api/types";
import { plural } from "../model/words";
import { History } from "../review/history";
import { Signing } from "../review/signing";
import { clearSelection, page, showAgain } from "../state/address";
import { ask } from "../state/dialogs";
import { author, judge, undoLast, type Signature, type Step } from "../state/judging";
import { tellProblem } from "../state/notice";
import { oneEvent } from "../state/oneEvent";
import { useShortcuts } from "../state/shortcuts";

type Verdict = "confirm" | "reject";

const WORDS: Record<Verdict, { button: string; ask: string; reason: string; told: string }> = {
  confirm: { button: "Accept", ask: "The event is right", reason: "Read in the sentence.", told: "Accepted." },
  reject: { button: "Reject", ask: "The event is not in the text", reason: "The sentence does not say so.", told: "Rejected: the event is gone from the graph." },
};

export function Review({ event }: { event: AccountAnswer }) {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const accounts = accountsOf(event);
  const own = accounts.find((account) => isSame(account, event)) ?? event;
  const decide = (kind: Verdict, ids: readonly string[], signature: Signature) => {
    const gone = kind === "reject" && ids.length >= accounts.length;
    const whole = oneEvent.peek();
    // By its own id an event is rejected with all its accounts; otherwise each account is judged by itself.
    const steps: Step[] = gone && ids.length > 1 && whole
      ? [{ path: `v1/events/${encodeURIComponent(whole.id)}/reject` }]
      : ids.map((id) => ({ path: `v1/events/${encodeURIComponent(id)}/${kind}`, body: { only_account: true } }));
    return judge(steps, signature, WORDS[kind].told, () => showAgain(event.id)).then(() => {
      setVerdict(null);
      if (gone && !page.peek()) clearSelection();
    });
  };
  const accept = () => {
    // Whoever has said who they are need not say so for everything that is simply right.
    if (author.peek()) decide("confirm", [own.id], { author: author.peek(), reason: WORDS.confirm.reason }).catch(tellProblem);
    else setVerdict("confirm");
  };
  useShortcuts([
    { key: "a", name: "Accept the event", run: () => own.reviewed || accept() },
    { key: "r", name: "Reject the event", run: () => setVerdict("reject") },
    { key: "e", name: "Correct the event", run: () => ask({ kind: "correct", account: own }) },
    { key: "u", name: "Undo the last judgement", run: undoLast },
  ]);
  return (
    <>
      <button aria-pressed={verdict === "confirm"} disabled={own.reviewed === true} onClick={accept}>Accept</button>
      <button aria-pressed={verdict === "reject"} onClick={() => setVerdict(verdict === "reject" ? null : "reject")}>Reject</button>
      <button aria-haspopup="dialog" onClick={() => ask({ kind: "correct", account: own })}>Correct …</button>
      {verdict && <VerdictForm key={verdict} verdict={verdict} own={own} accounts={accounts} onDecide={decide} onCancel={() => setVerdict(null)} />}
      <History targets={accounts.map((account) => account.id)} />
    </>
  );
}

interface FormProps {
  verdict: Verdict;
  own: AccountAnswer;
  accounts: readonly AccountAnswer[];
  onDecide: (kind: Verdict, ids: readonly string[], signature: Signature) => Promise<void>;
  onCancel: () => void;
}

function VerdictForm({ verdict, own, accounts, onDecide, onCancel }: FormProps) {
  const [all, setAll] = useState(false);
  const others = accounts.length - 1;
  const ids = all ? accounts.map((account) => account.id) : [own.id];
  const { ask: question, button, reason } = WORDS[verdict];
  return (
    <Signing act={button} reason={reason} onSign={(signature) => onDecide(verdict, ids, signature)} onCancel={onCancel}>
      <strong>{question}</strong>
      {others > 0 && (
        <label class="check wide">
          <input type="checkbox" checked={all} onChange={() => setAll(!all)} /> the same for the {plural(others, "other account")} of it
        </label>
      )}
    </Signing>
  );
}

/** All accounts of the event that is shown; what is judged is an account, for an event has its sentence from one of them. */
function accountsOf(event: AccountAnswer): readonly AccountAnswer[] {
  const whole = oneEvent.value;
  const told = whole?.told ?? [];
  const own = told.length > 0 && (whole?.id === event.id || told.some((account) => account.id === event.id));
  return own ? told : [event];
}

function isSame(account: AccountAnswer, shown: AccountAnswer): boolean {
  return account.article.id === shown.article.id && account.relation === shown.relation && account.evidence.trigger?.start === shown.evidence.trigger?.start;
}
