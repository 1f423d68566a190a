// What is worth a person's look: doubtful events, what may be one and was not joined, and what people judged.
import { PageLink } from "../parts/pageLink";
import { ask } from "../state/dialogs";
import { ActorPairs, EventPairs } from "./pairs";
import { AllJudgements } from "./allJudgements";
import { Queue } from "./queue";

const QUEUES = [
  { id: "", name: "Doubtful events", shown: Queue },
  { id: "actors", name: "One actor or two?", shown: ActorPairs },
  { id: "events", name: "One event or two?", shown: EventPairs },
  { id: "judgements", name: "All judgements", shown: AllJudgements },
];

export function ReviewPage({ queue }: { queue: string }) {
  const Shown = (QUEUES.find(({ id }) => id === queue) ?? QUEUES[0])?.shown ?? Queue;
  return (
    <>
      <header class="page-head">
        <h2>Review</h2>
        <nav aria-label="Queues" class="tabs">{QUEUES.map(({ id, name }) => <PageLink key={id} kind="review" id={id}>{name}</PageLink>)}</nav>
        <button onClick={() => ask({ kind: "shortcuts" })}>Keys <kbd>?</kbd></button>
      </header>
      <Shown key={queue} />
    </>
  );
}
