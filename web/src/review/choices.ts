// The text of an article cut into what can be chosen from it: mentions of actors, or of places.
import type { WholeExtraction } from "../api/pageTypes";
import type { Mention, Span } from "../api/types";

export type EntityKind = "actor" | "place";

export interface Choice {
  text: string;
  /** Where it starts, in characters as the API counts them. */
  start: number;
  mention: Mention | null;
  inSentence: boolean;
}

/** The mentions that name an actor or place that was resolved, none within another. */
export function mentionsOf(extraction: WholeExtraction, kind: EntityKind | "both" | "none"): Mention[] {
  if (kind === "none") return [];
  const wanted = [...(kind === "place" ? [] : extraction.actors), ...(kind === "actor" ? [] : extraction.places)];
  const known = new Set(wanted.map((record) => record.id));
  const named = extraction.mentions.filter((mention) => mention.entity !== null && known.has(mention.entity));
  const longest = [...named].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept: Mention[] = [];
  for (const mention of longest) if (!kept.some((other) => mention.start < other.end && other.start < mention.end)) kept.push(mention);
  return kept.sort((a, b) => a.start - b.start);
}

/** The whole text in order. */
export function cutChoices(extraction: WholeExtraction, mentions: readonly Mention[], sentence: Span | null): Choice[] {
  // Offsets count characters as Python does; a JavaScript string counts some of them twice.
  const letters = Array.from(extraction.article.text);
  const spans = [...mentions, ...(sentence ? [sentence] : [])];
  const edges = [...new Set([0, letters.length, ...spans.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, at) => ({
    text: letters.slice(start, edges[at + 1]).join(""),
    start,
    mention: mentions.find((mention) => mention.start <= start && mention.end > start) ?? null,
    inSentence: sentence !== null && sentence.start <= start && sentence.end > start,
  }));
}

/** What somebody marked within an element that shows a text and nothing else. */
export function markedIn(box: HTMLElement): (Span & { text: string }) | null {
  const chosen = getSelection();
  if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return null;
  const range = chosen.getRangeAt(0);
  if (!box.contains(range.commonAncestorContainer)) return null;
  const before = document.createRange();
  before.selectNodeContents(box);
  before.setEnd(range.startContainer, range.startOffset);
  const marked = range.toString();
  const lead = marked.length - marked.trimStart().length;
  const text = marked.trim();
  if (!text) return null;
  const start = Array.from(before.toString()).length + lead;
  return { start, end: start + Array.from(text).length, text };
}
