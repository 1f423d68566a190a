// Light or dark: as the system has it until somebody chooses.
import { effect, signal } from "@preact/signals";

export type Theme = "light" | "dark";

const KEPT = "belligraph-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function firstTheme(): Theme {
  const kept = localStorage.getItem(KEPT);
  if (kept === "light" || kept === "dark") return kept;
  return system.matches ? "dark" : "light";
}

export const theme = signal<Theme>(firstTheme());

export function toggleTheme(): void {
  theme.value = theme.value === "dark" ? "light" : "dark";
  localStorage.setItem(KEPT, theme.value);
}

export function startTheme(): void {
  effect(() => {
    document.documentElement.dataset["theme"] = theme.value;
  });
}

/** A colour of the style sheet, for what is drawn on a canvas. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
