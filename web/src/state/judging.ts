// Accepting and rejecting events, and taking it back.
import { post, get } from "../api/client";
import type { Judged, Page } from "../api/types";
import { clearSelection, select } from "./address";
import { forgetArticles } from "./articles";
import { reload } from "./events";
import { tell, tellProblem } from "./notice";

export type Verdict = "confirm" | "reject";

export interface Judgement {
  id: string;
  action: { action: string };
  author: string;
  reason: string;
  active: boolean;
}

const AUTHOR = "belligraph-author";

export function knownAuthor(): string {
  return localStorage.getItem(AUTHOR) ?? "";
}

export async function judge(event: string, verdict: Verdict, author: string, reason: string): Promise<void> {
  localStorage.setItem(AUTHOR, author);
  const made = await post<Judged>(`v1/events/${encodeURIComponent(event)}/${verdict}`, { author, reason });
  if (verdict === "reject") clearSelection();
  renew();
  const text = verdict === "confirm" ? "Accepted." : "Rejected: the event is gone from the graph.";
  const undo = () => void takeBack(made.judgement.id).then(() => select("event", event), tellProblem);
  tell({ text, action: { name: "Undo", run: undo } });
}

export async function takeBack(judgement: string): Promise<void> {
  const signed = { author: knownAuthor(), reason: "Undone in the workbench." };
  await post(`v1/judgements/${encodeURIComponent(judgement)}/undo`, signed);
  renew();
  tell({ text: "Undone: the graph is as it was." });
}

export async function judgementsOn(event: string): Promise<Judgement[]> {
  const page = await get<Page<Judgement>>(`v1/judgements?active=true&target=${encodeURIComponent(event)}`);
  return page.items;
}

function renew(): void {
  forgetArticles();
  reload();
}
