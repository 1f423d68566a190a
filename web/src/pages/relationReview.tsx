// Accepting or rejecting a standing relation, such as who holds an office or a town.
import { useState } from "preact/hooks";
import { Signing } from "../review/signing";
import { author, judge, type Signature } from "../state/judging";
import { tellProblem } from "../state/notice";

type Verdict = "confirm" | "reject";

const WORDS: Record<Verdict, { button: string; reason: string; told: string }> = {
  confirm: { button: "Accept", reason: "Read in the sentence.", told: "Accepted." },
  reject: { button: "Reject", reason: "The sentence does not say so.", told: "Rejected: the relation is gone from the graph." },
};

export function RelationReview({ id, what, accepted }: { id: string; what: string; accepted: boolean }) {
  const [asked, setAsked] = useState<Verdict | null>(null);
  const decide = (verdict: Verdict) => (signature: Signature) =>
    judge([{ path: `v1/relations/${encodeURIComponent(id)}/${verdict}` }], signature, WORDS[verdict].told).then(() => setAsked(null));
  const accept = () => {
    // As with events: whoever has said who they are need not say so for what is simply right.
    if (author.peek()) decide("confirm")({ author: author.peek(), reason: WORDS.confirm.reason }).catch(tellProblem);
    else setAsked("confirm");
  };
  return (
    <span class="relation-review">
      {accepted ? <span class="chip good">accepted</span> : <button class="link" aria-label={`Accept: ${what}`} onClick={accept}>Accept</button>}
      <button class="link" aria-label={`Reject: ${what}`} onClick={() => setAsked("reject")}>Reject</button>
      {asked && <Signing key={asked} act={WORDS[asked].button} reason={WORDS[asked].reason} onSign={decide(asked)} onCancel={() => setAsked(null)} />}
    </span>
  );
}
