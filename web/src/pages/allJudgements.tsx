// Everything that people judged, the newest first, undone ones included.
import { useState } from "preact/hooks";
import type { Judgement } from "../api/pageTypes";
import type { Page } from "../api/types";
import { JudgementList } from "../review/history";
import { useAnswer } from "../state/answers";

const AT_ONCE = 100;

export function AllJudgements() {
  const [most, setMost] = useState(AT_ONCE);
  const [who, setWho] = useState("");
  const query = new URLSearchParams({ limit: String(most), ...(who ? { author: who } : {}) });
  const { answer, problem } = useAnswer<Page<Judgement>>(`v1/judgements?${query}`);
  return (
    <section class="narrow">
      <label>Only by <input value={who} placeholder="anybody" onChange={(typed) => setWho(typed.currentTarget.value.trim())} /></label>
      {problem && <p class="problem" role="alert">{problem}</p>}
      {answer && !answer.items.length && <p class="note">Nobody has judged anything yet.</p>}
      {answer && answer.items.length > 0 && <JudgementList judgements={answer.items} />}
      {answer?.next && <button onClick={() => setMost(most + AT_ONCE)}>More</button>}
    </section>
  );
}
