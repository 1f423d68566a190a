// Handing articles to the server and opening what was read.
import { signal } from "@preact/signals";
import { get, post } from "../api/client";
import type { JobAnswer, QueuedBatch, StoredArticle } from "../api/types";
import { plural } from "../model/words";
import { select, setFilter } from "./address";
import { forgetArticles } from "./articles";
import { reload } from "./events";
import { tell } from "./notice";

export interface Given {
  text?: string;
  html?: string;
  title: string;
  publisher: string;
  published: string;
  url: string;
  /** The name of the file it comes from, to show and not to send. */
  file?: string;
}

export interface Progress {
  done: number;
  total: number;
}

const MOST_BYTES = 2_000_000;
// Below what the server takes at once, with room for what JSON adds.
const BATCH_BYTES = 1_200_000;
const PAUSE = 700;
const MOST_TOLD = 3;

/** How far the articles are that were handed in together; null where none are waited for. */
export const reading = signal<Progress | null>(null);

export function describeReading({ done, total }: Progress): string {
  return `Reading ${Math.min(done + 1, total)} of ${total}`;
}

/** Read one article and open it. */
export async function addOne(given: Given): Promise<void> {
  const stored = await post<StoredArticle>("v1/articles", bodyOf(given));
  forgetArticles();
  setFilter({});
  select("article", stored.id);
  reload();
  const found = plural(stored.counts["events"] ?? 0, "event");
  const known = stored.status === "unchanged" ? "This article was in the graph already" : "Read";
  tell({ text: `${known}: ${found}. Choose a marked word to see what was read from it.` });
}

/** Hand in several articles, wait until they are read, and say what became of them. */
export async function addMany(given: readonly Given[]): Promise<void> {
  reading.value = { done: 0, total: given.length };
  try {
    const batches: QueuedBatch[] = [];
    for (const batch of batchesOf(given)) batches.push(await post<QueuedBatch>("v1/articles", batch.map(bodyOf)));
    const jobs = await waitFor(batches);
    forgetArticles();
    setFilter({});
    reload();
    tell({ text: describe(jobs, batches.flatMap(({ refused }) => refused.map(({ detail }) => detail))) });
  } finally {
    reading.value = null;
  }
}

async function waitFor(batches: readonly QueuedBatch[]): Promise<JobAnswer[]> {
  for (;;) {
    const jobs = await Promise.all(batches.map(({ job }) => get<JobAnswer>(`v1/jobs/${encodeURIComponent(job.id)}`)));
    const total = sum(jobs, (job) => job.total + job.known);
    reading.value = { done: total - sum(jobs, (job) => job.waiting), total };
    if (jobs.every((job) => job.state !== "running")) return jobs;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

function describe(jobs: readonly JobAnswer[], refused: readonly string[]): string {
  const parts = [`${plural(sum(jobs, (job) => job.added + job.replaced), "new article")} read`];
  const known = sum(jobs, (job) => job.known + job.unchanged + job.superseded);
  if (known) parts.push(`${known} known already`);
  const troubles = [...refused, ...jobs.flatMap((job) => job.dead_letters.map(({ title, beginning, reason }) => `${title ?? beginning}: ${reason}`))];
  if (troubles.length) parts.push(`${troubles.length} could not be read: ${troubles.slice(0, MOST_TOLD).join("; ")}${troubles.length > MOST_TOLD ? " …" : ""}`);
  return `${parts.join(", ")}.`;
}

function bodyOf({ file: _, ...article }: Given): Record<string, string> {
  return Object.fromEntries(Object.entries(article).filter(([, value]) => value.trim() !== ""));
}

function batchesOf(given: readonly Given[]): Given[][] {
  const batches: Given[][] = [];
  let room = 0;
  for (const one of given) {
    const size = JSON.stringify(one).length;
    if (size > room) {
      batches.push([]);
      room = BATCH_BYTES;
    }
    batches.at(-1)?.push(one);
    room -= size;
  }
  return batches;
}

function sum<Item>(items: readonly Item[], read: (item: Item) => number): number {
  return items.reduce((total, item) => total + read(item), 0);
}

/** Text and web pages as articles, titled by their file names; the rest is refused in plain words. */
export async function readFiles(files: Iterable<File>): Promise<{ taken: Given[]; refused: string[] }> {
  const taken: Given[] = [];
  const refused: string[] = [];
  for (const file of files) {
    const html = /\.html?$/i.test(file.name) || file.type === "text/html";
    if (!html && !/\.(txt|text|md)$/i.test(file.name) && file.type !== "text/plain")
      refused.push(`${file.name} is neither plain text nor a web page.`);
    else if (file.size > MOST_BYTES) refused.push(`${file.name} is larger than 2 MB.`);
    else {
      const content = await file.text();
      const known = { publisher: "", published: "", url: "", file: file.name };
      // A web page says its own title.
      taken.push(html ? { ...known, title: "", html: content } : { ...known, title: file.name.replace(/\.[^.]+$/, ""), text: content });
    }
  }
  return { taken, refused };
}
