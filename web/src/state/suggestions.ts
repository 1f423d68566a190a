// What the search field suggests: actors, places, articles and events whose names or sentences hold the words.
import { get } from "../api/client";
import type { ActorAnswer, ArticleReference, EventAnswer, Page, PlaceAnswer } from "../api/types";
import { describeDate } from "../model/days";
import { placeWord } from "../model/kinds";
import { describeParties, plural } from "../model/words";

export interface Suggestion {
  kind: "actor" | "place" | "article" | "event";
  id: string;
  name: string;
  note: string;
}

export async function suggestActors(text: string, stop: AbortSignal): Promise<Suggestion[]> {
  const page = await ask<ActorAnswer>("actors", text, 6, stop);
  return page.items.map((actor) => ({
    kind: "actor",
    id: actor.id,
    name: actor.name,
    note: [actor.kind, alias(actor, text), plural(actor.events, "event")].filter(Boolean).join(" · "),
  }));
}

export async function suggestPlaces(text: string, stop: AbortSignal): Promise<Suggestion[]> {
  const page = await ask<PlaceAnswer>("places", text, 5, stop);
  return page.items.map((place) => ({
    kind: "place",
    id: place.id,
    name: place.name,
    note: [placeWord(place.kind), place.country, plural(place.events, "event")].filter(Boolean).join(" · "),
  }));
}

export async function suggestAll(text: string, stop: AbortSignal): Promise<Suggestion[]> {
  const asked = [suggestActors, suggestPlaces, suggestArticles, suggestEvents].map((find) => find(text, stop));
  const answers = await Promise.allSettled(asked);
  return answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
}

async function suggestArticles(text: string, stop: AbortSignal): Promise<Suggestion[]> {
  const page = await ask<ArticleReference>("articles", text, 3, stop);
  return page.items.map((article) => ({
    kind: "article",
    id: article.id,
    name: article.title ?? "Article",
    note: [article.publisher, article.published].filter(Boolean).join(" · "),
  }));
}

async function suggestEvents(text: string, stop: AbortSignal): Promise<Suggestion[]> {
  const page = await ask<EventAnswer>("events", text, 4, stop);
  return page.items.map((event) => ({
    kind: "event",
    id: event.id,
    name: `${event.relation}: ${describeParties(event)}`,
    note: describeDate(event),
  }));
}

function ask<T>(what: string, text: string, limit: number, stop: AbortSignal): Promise<Page<T>> {
  return get<Page<T>>(`v1/${what}?${new URLSearchParams({ q: text, limit: String(limit) })}`, stop);
}

/** The other name that was typed, so that nobody wonders why "ISIL" finds the Islamic State. */
function alias(actor: ActorAnswer, text: string): string {
  const start = text.toLowerCase();
  if (actor.name.toLowerCase().includes(start)) return "";
  return actor.aliases.find((name) => name.toLowerCase().includes(start)) ?? "";
}
