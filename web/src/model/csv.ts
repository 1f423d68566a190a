// Events as a table of comma-separated values (RFC 4180) that spreadsheets open.
import type { EventAnswer } from "../api/types";
import { describePlaces, listNames } from "./words";

const COLUMNS: readonly [string, (event: EventAnswer) => string | null | undefined][] = [
  ["id", (event) => event.id],
  ["first day", (event) => event.date.start],
  ["last day", (event) => event.date.end],
  ["relation", (event) => event.relation],
  ["type", (event) => event.type],
  ["mode", (event) => event.mode],
  ["status", (event) => event.status],
  ["actors", (event) => listNames(event.actors)],
  ["recipients", (event) => listNames(event.recipients)],
  ["places", (event) => describePlaces(event)],
  ["claimant", (event) => event.claimant?.name],
  ["confidence", (event) => String(event.confidence)],
  ["sentence", (event) => event.evidence.sentence],
  ["publisher", (event) => event.article.publisher],
  ["published", (event) => event.article.published],
  ["title", (event) => event.article.title],
  ["url", (event) => event.article.url],
];

export function writeTable(events: readonly EventAnswer[]): string {
  const rows = events.map((event) => COLUMNS.map(([, read]) => quote(read(event) ?? "")).join(","));
  // Without the mark at the start, Excel takes UTF-8 for the code page of its country.
  return `\ufeff${[COLUMNS.map(([name]) => name).join(","), ...rows].join("\r\n")}\r\n`;
}

/** A leading = + - or @ would be a formula to a spreadsheet, and the text comes from articles. */
function quote(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
