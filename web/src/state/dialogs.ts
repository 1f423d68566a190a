// Which dialog of the review is open. Dialogs are fetched when one is first asked for.
import { signal } from "@preact/signals";
import type { AccountAnswer, Mention } from "../api/types";

export type Asked =
  | { kind: "correct"; account: AccountAnswer }
  | { kind: "mention"; article: string; mention: Mention }
  | { kind: "merge"; actor: string; other?: string }
  | { kind: "split"; actor: string }
  | { kind: "shortcuts" };

export const asked = signal<Asked | null>(null);

export function ask(dialog: Asked): void {
  asked.value = dialog;
}

export function closeDialog(): void {
  asked.value = null;
}
