// Days as ISO text, which sort as they stand, and the days of an event.
import type { AccountAnswer } from "../api/types";

const DAY = 86_400_000;

export interface DayRange {
  first: string;
  last: string;
  /** Whether the article gives no day, or a longer time than one. */
  vague: boolean;
}

/** When an event happened; as in the API's filter, one without a date counts as of the day its article was published. */
export function dayRange(event: AccountAnswer): DayRange | null {
  const { start, end } = event.date;
  const first = start ?? end;
  if (first) return { first, last: end ?? first, vague: (end ?? first) !== first };
  const published = event.article.published;
  return published ? { first: published, last: published, vague: true } : null;
}

export function toNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
}

export function toDay(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** When an event happened, in words. */
export function describeDate(event: AccountAnswer): string {
  const { start, end, granularity } = event.date;
  if (!start && !end) return event.article.published ? `reported ${event.article.published}` : "no date";
  if (start && end && start !== end) {
    if (granularity === "month") return start.slice(0, 7);
    if (granularity === "year") return start.slice(0, 4);
    return `${start} to ${end}`;
  }
  if (!start) return `until ${end}`;
  return end ? start : `since ${start}`;
}
