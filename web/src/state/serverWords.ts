// What the server lets the page do beyond its own files: tiles under the map, and fetching articles.
import { effect, signal } from "@preact/signals";
import { get, keyNeeded } from "../api/client";

export interface Tiles {
  address: string;
  credit: string;
}

export interface ServerWords {
  tiles: Tiles | null;
  fetch: boolean;
}

export const serverWords = signal<ServerWords>({ tiles: null, fetch: false });

/** Ask now, and again when somebody has given the key that was asked for. */
export function askServer(): void {
  effect(() => {
    if (keyNeeded.value) return;
    get<ServerWords>("v1/workbench").then(
      (words) => (serverWords.value = words),
      () => undefined, // Without an answer the page does without both.
    );
  });
}
