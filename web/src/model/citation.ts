// An event as a line to put into a report: what was said, by whom, where to read it.
import type { AccountAnswer } from "../api/types";
import { describeDate } from "./days";
import { describeParties, describePlaces } from "./words";

export function cite(event: AccountAnswer, address: string): string {
  const { title, publisher, published, url } = event.article;
  const places = describePlaces(event);
  const claimed = event.claimant ? ` (according to ${event.claimant.name})` : "";
  const what = [`${describeParties(event)}: ${event.relation}`, places, describeDate(event)].filter(Boolean).join(", ");
  const where = [publisher, title && `"${title}"`, published, url].filter(Boolean).join(", ");
  return `"${event.evidence.sentence}" ${where}. Read as ${what}, ${event.status}${claimed}. ${address}`;
}
