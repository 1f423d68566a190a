// What the server lets the page do beyond its own files: tiles under the map, and fetching articles.
import { signal } from "@preact/signals";
import { get } from "../api/client";

export interface Tiles {
  address: string;
  credit: string;
}

export interface ServerWords {
  tiles: Tiles | null;
  fetch: boolean;
}

export const serverWords = signal<ServerWords>({ tiles: null, fetch: false });

export function askServer(): void {
  get<ServerWords>("v1/workbench").then(
    (words) => (serverWords.value = words),
    () => undefined, // Without an answer the page does without both.
  );
}
