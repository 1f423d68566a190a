// Making judgements and taking them back: signed, told, and undone in the order of this visit.
import { signal } from "@preact/signals";
import { post, send } from "../api/client";
import type { Action, Preview } from "../api/pageTypes";
import type { Judged } from "../api/types";
import { revision } from "./answers";
import { forgetArticles } from "./articles";
import { reload } from "./events";
import { tell, tellProblem } from "./notice";

export interface Signature {
  author: string;
  reason: string;
}

/** A judgement to be made: where it is sent, without who and why. */
export interface Step {
  method?: "POST" | "PATCH";
  path: string;
  body?: object;
}

interface Made {
  ids: readonly string[];
  /** What to do once it is undone, such as opening the event again. */
  after: (() => void) | undefined;
}

const AUTHOR = "belligraph-author";
const UNDONE = "Undone in the workbench.";

export const author = signal(localStorage.getItem(AUTHOR) ?? "");
/** What was judged during this visit, the last at the end. */
const made = signal<readonly Made[]>([]);

export function keepAuthor(name: string): void {
  author.value = name.trim();
  localStorage.setItem(AUTHOR, author.value);
}

/** Make judgements under one signature; the notice that tells of them offers to undo them all. */
export async function judge(steps: readonly Step[], signature: Signature, told: string, after?: () => void): Promise<void> {
  keepAuthor(signature.author);
  const ids: string[] = [];
  try {
    for (const { method = "POST", path, body = {} } of steps) {
      const judged = await send<Judged>(method, path, { ...body, ...signature });
      ids.push(judged.judgement.id);
    }
  } finally {
    // What was made before one was refused is made, and can be undone.
    if (ids.length) {
      made.value = [...made.value, { ids, after }];
      renew();
    }
  }
  tell({ text: told, action: { name: "Undo", run: undoLast } });
}

/** Undo what was judged last in this visit. */
export function undoLast(): void {
  const last = made.peek().at(-1);
  if (!last) return tell({ text: "Nothing was judged since this page was opened. The review lists all judgements, and each can be undone there." });
  made.value = made.peek().slice(0, -1);
  void takeBack(last.ids).then(last.after, tellProblem);
}

export async function takeBack(ids: readonly string[]): Promise<void> {
  await reverse(ids, "undo", UNDONE);
  made.value = made.peek().filter((one) => !one.ids.some((id) => ids.includes(id)));
  tell({ text: "Undone: the graph is as it was." });
}

export async function bringBack(id: string): Promise<void> {
  await reverse([id], "redo", "Redone in the workbench.");
  tell({ text: "In force again.", action: { name: "Undo", run: () => void takeBack([id]).catch(tellProblem) } });
}

export function preview(action: Action): Promise<Preview> {
  return post<Preview>("v1/judgements/preview", action);
}

async function reverse(ids: readonly string[], turn: "undo" | "redo", reason: string): Promise<void> {
  const signature = { author: author.peek() || "Unnamed", reason };
  for (const id of [...ids].reverse()) await post<Judged>(`v1/judgements/${encodeURIComponent(id)}/${turn}`, signature);
  renew();
}

export function renew(): void {
  forgetArticles();
  reload();
  revision.value += 1;
}
