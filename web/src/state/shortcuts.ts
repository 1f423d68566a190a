// Keys that do something wherever one is on the page, unless one is typing; they can be turned off (WCAG 2.1.4).
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

export interface Shortcut {
  key: string;
  name: string;
  run: () => void;
}

const KEPT = "belligraph-shortcuts";

export const shortcutsOn = signal(localStorage.getItem(KEPT) !== "off");
const known: Shortcut[] = [];

export function turnShortcuts(on: boolean): void {
  shortcutsOn.value = on;
  localStorage.setItem(KEPT, on ? "on" : "off");
}

/** What the keys do now; of two for the same key the later one is meant. */
export function activeShortcuts(): Shortcut[] {
  return [...new Map(known.map((shortcut) => [shortcut.key, shortcut])).values()];
}

/** Give keys a meaning while a component is shown. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const keys = shortcuts.map(({ key }) => key).join();
  useEffect(() => {
    const run = (key: string) => () => latest.current.find((one) => one.key === key)?.run();
    const own = latest.current.map(({ key, name }) => ({ key, name, run: run(key) }));
    known.push(...own);
    return () => own.forEach((shortcut) => known.splice(known.indexOf(shortcut), 1));
  }, [keys]);
}

export function startShortcuts(): void {
  addEventListener("keydown", (event) => {
    if (!shortcutsOn.peek() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog[open]") || isTyping(event.target)) return;
    const meant = known.findLast((shortcut) => shortcut.key === event.key);
    if (!meant) return;
    event.preventDefault();
    meant.run();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}
