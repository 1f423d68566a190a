// The bars of the timeline: events counted by day, week, month or year, stacked by type.
import type { EventAnswer } from "../api/types";
import { dayRange, toDay, toNumber } from "./days";
import { compare } from "./network";

export type Step = "day" | "week" | "month" | "year";

export interface Part {
  type: string;
  quad: number;
  vague: boolean;
  events: string[];
}

export interface Bar {
  first: string;
  last: string;
  total: number;
  parts: Part[];
}

export interface Bars {
  step: Step;
  bars: Bar[];
  most: number;
}

const MOST_BARS = 150;
const LENGTHS: readonly [Step, number][] = [["day", 1], ["week", 7], ["month", 30.44], ["year", 365.25]];

export function buildBars(events: readonly EventAnswer[]): Bars {
  const dated = events.flatMap((event) => {
    const range = dayRange(event);
    return range ? [{ event, range }] : [];
  });
  const first = dated.map(({ range }) => range.first).sort()[0];
  const last = dated.map(({ range }) => range.first).sort().at(-1);
  if (!first || !last) return { step: "day", bars: [], most: 0 };
  const days = toNumber(last) - toNumber(first) + 1;
  const step = LENGTHS.find(([, length]) => days / length <= MOST_BARS)?.[0] ?? "year";
  const bars = emptyBars(first, last, step);
  const byStart = new Map(bars.map((bar) => [bar.first, bar]));
  for (const { event, range } of dated) {
    const bar = byStart.get(startOf(range.first, step));
    if (bar) addTo(bar, event, range.vague);
  }
  for (const bar of bars) bar.parts.sort((a, b) => b.quad - a.quad || Number(a.vague) - Number(b.vague) || compare(a.type, b.type));
  return { step, bars, most: Math.max(...bars.map((bar) => bar.total)) };
}

function addTo(bar: Bar, event: EventAnswer, vague: boolean): void {
  bar.total += 1;
  const part = bar.parts.find((other) => other.type === event.type && other.vague === vague);
  if (part) part.events.push(event.id);
  else bar.parts.push({ type: event.type, quad: event.quad, vague, events: [event.id] });
}

function emptyBars(first: string, last: string, step: Step): Bar[] {
  const bars: Bar[] = [];
  for (let start = startOf(first, step); start <= last; ) {
    const next = startOf(toDay(toNumber(start) + { day: 1, week: 7, month: 32, year: 367 }[step]), step);
    bars.push({ first: start, last: toDay(toNumber(next) - 1), total: 0, parts: [] });
    start = next;
  }
  return bars;
}

function startOf(day: string, step: Step): string {
  if (step === "year") return `${day.slice(0, 4)}-01-01`;
  if (step === "month") return `${day.slice(0, 7)}-01`;
  // Day 4 of the epoch was a Monday.
  return step === "week" ? toDay(Math.floor((toNumber(day) - 4) / 7) * 7 + 4) : day;
}

/** What a bar is called: 2014-06-11, 2014-06 or 2014. */
export function nameOf(bar: Bar, step: Step): string {
  if (step === "year") return bar.first.slice(0, 4);
  return step === "month" ? bar.first.slice(0, 7) : bar.first;
}
