// The text of an article, always as text and never as HTML, with the exact spans of an event marked.
import { useEffect, useRef } from "preact/hooks";
import type { Extraction } from "../api/types";
import { cutText, PARTS, type Piece } from "../model/highlights";
import { select } from "../state/address";

export function ArticleText({ extraction, event }: { extraction: Extraction; event: string | null }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector("mark.sentence")?.scrollIntoView({ block: "nearest" });
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
    <button class="in-text" title="Show this event" onClick={() => select("event", event)}>
      {marked}
    </button>
  );
}
