// Articles with all that was read from them, kept while the page is open.
import { signal, type Signal } from "@preact/signals";
import { get } from "../api/client";
import type { Extraction } from "../api/types";

export interface Loaded {
  article: Extraction | null;
  problem: string | null;
}

const MOST_KEPT = 30;
const kept = new Map<string, Signal<Loaded>>();

export function article(id: string): Signal<Loaded> {
  const known = kept.get(id);
  if (known) return known;
  const made = signal<Loaded>({ article: null, problem: null });
  kept.set(id, made);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest) kept.delete(oldest);
  get<Extraction>(`v1/articles/${encodeURIComponent(id)}`).then(
    (answer) => (made.value = { article: answer, problem: null }),
    (error: Error) => {
      kept.delete(id);
      made.value = { article: null, problem: error.message };
    },
  );
  return made;
}

/** After a judgement: what was read is shown otherwise now. */
export function forgetArticles(): void {
  kept.clear();
}
