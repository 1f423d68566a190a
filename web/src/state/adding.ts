// Handing articles to the server and opening what was read.
import { post } from "../api/client";
import type { StoredArticle } from "../api/types";
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

const MOST_BYTES = 2_000_000;

export async function addOne(given: Given, open: boolean): Promise<void> {
  const { file: _, ...article } = given;
  const body = Object.fromEntries(Object.entries(article).filter(([, value]) => value.trim() !== ""));
  const stored = await post<StoredArticle>("v1/articles", body);
  if (!open) return;
  forgetArticles();
  setFilter({});
  select("article", stored.id);
  reload();
  const found = plural(stored.counts["events"] ?? 0, "event");
  const known = stored.status === "unchanged" ? "This article was in the graph already" : "Read";
  tell({ text: `${known}: ${found}. Choose a marked word to see what was read from it.` });
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
