// What was judged about something, the newest first; each judgement can be undone and redone.
import { useEffect, useState } from "preact/hooks";
import { get } from "../api/client";
import type { Judgement } from "../api/pageTypes";
import type { Page } from "../api/types";
import { revision } from "../state/answers";
import { author, bringBack, keepAuthor, takeBack } from "../state/judging";
import { tellProblem } from "../state/notice";
import { describeAction } from "./words";

/** The judgements that name any of `targets`, each once. */
export function History({ targets, only }: { targets: readonly string[]; only?: (judgement: Judgement) => boolean }) {
  const [found, setFound] = useState<readonly Judgement[]>([]);
  const wanted = targets.join("\n");
  const turn = revision.value;
  useEffect(() => {
    let stopped = false;
    const answers = targets.map((target) => get<Page<Judgement>>(`v1/judgements?${new URLSearchParams({ target })}`));
    Promise.all(answers).then(
      (pages) => {
        const all = new Map(pages.flatMap((page) => page.items).map((one) => [one.id, one]));
        if (!stopped) setFound([...all.values()].filter((one) => only?.(one) ?? true));
      },
      // Where the server does not answer, what else is on the page says so.
      () => setFound([]),
    );
    return () => { stopped = true; };
  }, [wanted, turn]);
  if (!found.length) return null;
  return (
    <section class="history" aria-label="What people judged">
      <JudgementList judgements={found} />
    </section>
  );
}

export function JudgementList({ judgements }: { judgements: readonly Judgement[] }) {
  return (
    <>
      <ul class="judgements">{judgements.map((one) => <Line key={one.id} judgement={one} />)}</ul>
      {!author.value && (
        <label class="own-name">Your name, to undo <input autocomplete="name" onChange={(typed) => keepAuthor(typed.currentTarget.value)} /></label>
      )}
    </>
  );
}

function Line({ judgement }: { judgement: Judgement }) {
  const { id, active, made_at: at } = judgement;
  const last = judgement.reversals?.at(-1);
  const turn = () => void (active ? takeBack([id]) : bringBack(id)).catch(tellProblem);
  return (
    <li class={`earlier ${active ? "" : "undone"}`}>
      <span class="what">{describeAction(judgement.action)}</span>{" "}
      by {judgement.author}{at && `, ${at.slice(0, 10)}`}: {judgement.reason}{" "}
      {!active && last && <em>Undone by {last.author}. </em>}
      {judgement.unmatched && <em>No article has it now; it waits for one. </em>}
      <button class="link" disabled={!author.value} onClick={turn}>{active ? "Undo" : "Redo"}</button>
    </li>
  );
}
