// The article while somebody corrects an event: its mentions can be chosen, and any other words marked.
import { useEffect, useRef } from "preact/hooks";
import type { WholeExtraction } from "../api/pageTypes";
import type { Mention, Span } from "../api/types";
import { cutChoices, markedIn, mentionsOf, type EntityKind } from "./choices";
import { scrollWithin } from "./scrolling";

interface Props {
  extraction: WholeExtraction;
  kind: EntityKind | "both";
  sentence: Span | null;
  /** The ids that are chosen already. */
  chosen: ReadonlySet<string>;
  onMention: (mention: Mention) => void;
  /** Words that are no mention of that kind. */
  onWords?: (text: string) => void;
}

export function TextChooser({ extraction, kind, sentence, chosen, onMention, onWords }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    scrollWithin(box.current, ".in-sentence");
  }, [extraction]);
  const mentions = mentionsOf(extraction, kind);
  const mark = () => {
    const marked = box.current && markedIn(box.current);
    if (!marked || !onWords) return;
    const meant = mentions.find((mention) => mention.start < marked.end && marked.start < mention.end);
    if (meant) onMention(meant);
    else onWords(marked.text);
    getSelection()?.removeAllRanges();
  };
  return (
    <div class="article-text choosable" ref={box} lang="en" onMouseUp={mark}>
      {cutChoices(extraction, mentions, sentence).map(({ text, start, mention, inSentence }) => {
        const look = inSentence ? "in-sentence" : "";
        if (!mention) return <span key={start} class={look}>{text}</span>;
        const own = mention.entity !== null && chosen.has(mention.entity);
        return (
          <button key={start} type="button" class={`in-text choice ${look} ${own ? "own" : ""}`} title={own ? "chosen already" : "Choose"} onClick={() => onMention(mention)}>
            {text}
          </button>
        );
      })}
    </div>
  );
}
