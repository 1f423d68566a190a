// Cuts the text of an article into pieces, each with the parts that it plays in the event in question.
import type { EventMention, Extraction, Participant, Span } from "../api/types";

export type Part = "sentence" | "trigger" | "actor" | "recipient" | "claimant" | "place" | "other";

export const PARTS: readonly { part: Part; name: string }[] = [
  { part: "trigger", name: "what happened" },
  { part: "actor", name: "who did it" },
  { part: "recipient", name: "to or with whom" },
  { part: "claimant", name: "who says so" },
  { part: "place", name: "where" },
  { part: "other", name: "other events" },
];

export interface Piece {
  text: string;
  parts: ReadonlySet<Part>;
  /** The event whose trigger this is. */
  event: string | null;
}

interface Mark extends Span {
  part: Part;
  event: string | null;
}

/** The whole text in order. `eventId` null: the triggers of all events alone are marked. */
export function cutText(extraction: Extraction, eventId: string | null): Piece[] {
  // Offsets count characters as Python does; a JavaScript string counts some of them twice.
  const letters = Array.from(extraction.article.text);
  const marks = marksOf(extraction, eventId);
  const edges = new Set([0, letters.length, ...marks.flatMap((mark) => [mark.start, mark.end])]);
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, at) => {
    const over = marks.filter((mark) => mark.start <= start && mark.end > start);
    const trigger = over.find((mark) => mark.event !== null);
    return {
      text: letters.slice(start, cuts[at + 1]).join(""),
      parts: new Set(over.map((mark) => mark.part)),
      event: trigger?.event ?? null,
    };
  });
}

function marksOf(extraction: Extraction, eventId: string | null): Mark[] {
  const marks: Mark[] = [];
  for (const event of extraction.events) {
    const own = event.id === eventId;
    marks.push({ ...event.evidence.trigger, part: own ? "trigger" : "other", event: event.id });
    if (own) marks.unshift({ start: event.evidence.start, end: event.evidence.end, part: "sentence", event: null }, ...partyMarks(extraction, event));
  }
  // The trigger of the event in question comes before another's on the same word.
  return marks.sort((a, b) => Number(a.part === "other") - Number(b.part === "other"));
}

function partyMarks(extraction: Extraction, event: EventMention): Mark[] {
  const spans = new Map(extraction.mentions.map((mention) => [mention.id, mention]));
  const mark = (part: Part) => (party: Participant): Mark[] => {
    const mention = party.mention === null ? undefined : spans.get(party.mention);
    return mention ? [{ start: mention.start, end: mention.end, part, event: null }] : [];
  };
  return [
    ...event.actors.flatMap(mark("actor")),
    ...event.recipients.flatMap(mark("recipient")),
    ...event.places.flatMap(mark("place")),
    ...(event.claimant ? mark("claimant")(event.claimant) : []),
  ];
}
