// One short message at the foot of the page, with at most one thing to do about it.
import { signal } from "@preact/signals";

export interface Notice {
  text: string;
  action?: { name: string; run: () => void };
}

const SHOWN_FOR = 8000;

export const notice = signal<Notice | null>(null);
let timer = 0;

export function tell(next: Notice): void {
  notice.value = next;
  clearTimeout(timer);
  // What can be acted on stays until it is dismissed: nobody should have to hurry.
  if (!next.action) timer = window.setTimeout(() => (notice.value = null), SHOWN_FOR);
}

export function tellProblem(error: unknown): void {
  tell({ text: error instanceof Error ? error.message : String(error) });
}
