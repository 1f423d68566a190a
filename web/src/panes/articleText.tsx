// The text of an article, always as text and never as HTML, with the exact spans of an event marked.
import { useEffect, useRef } from "preact/hooks";
import type { Extraction } from "../api/types";
import { cutText, PARTS, type Piece } from "../model/highlights";
import { select } from "../state/address";

/** Whether the event was chosen in the text, where the reader is looking. */
let chosenHere = false;

export function ArticleText({ extraction, event }: { extraction: Extraction; event: string | null }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Otherwise who did what and who says so comes first; the text stands below it.
    if (chosenHere) box.current?.querySelector("mark.sentence")?.scrollIntoView({ block: "nearest" });
    else box.current?.closest(".scroll, .detail-of")?.scrollTo({ top: 0 });
    chosenHere = false;
  }, [extraction, event]);
  const pieces = cutText(extraction, event);
  const used = new Set(pieces.flatMap((piece) => [...piece.parts]));
  return (
    <>
      <p class="legend marks">
        {PARTS.filter(({ part }) => used.has(part)).map(({ part, name }) => (
          <span key={part}><mark class={part === "other" ? "other" : `sentence ${part}`}>{event === null ? "events: choose one" : name}</mark></span>
        ))}
      </p>
      <div class="article-text" ref={box} lang="en">
        {pieces.map((piece, at) => <Marked key={at} piece={piece} />)}
      </div>
    </>
  );
}

function Marked({ piece }: { piece: Piece }) {
  if (!piece.parts.size) return <>{piece.text}</>;
  const marked = <mark class={[...piece.parts].join(" ")}>{piece.text}</mark>;
  const { event } = piece;
  if (!event || piece.parts.has("trigger")) return marked;
  return (
    <button class="in-text" title="Show this event" onClick={() => { chosenHere = true; select("event", event); }}>
      {marked}
    </button>
  );
}
