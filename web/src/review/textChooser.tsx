// The article while somebody corrects an event: its mentions can be chosen, and any other words marked.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { WholeExtraction } from "../api/pageTypes";
import type { Mention, Span } from "../api/types";
import { cutChoices, markedIn, mentionsOf, type EntityKind } from "./choices";
import { scrollWithin } from "./scrolling";
import { move, showMarked, wordsOf, type Marked } from "./wordMarks";

interface Props {
  extraction: WholeExtraction;
  kind: EntityKind | "both" | "none";
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
  const keys = useKeys(box, mark);
  return (
    <>
      {onWords && <p class="note" id={keys.help}>With the keyboard: arrows go from word to word and from sentence to sentence, Shift marks on, Enter takes.</p>}
      {onWords && <span class="unseen" role="status">{keys.told}</span>}
      <div class="article-text choosable" ref={box} lang="en" onMouseUp={mark} {...(onWords && { tabIndex: 0, role: "group", "aria-label": "Mark words", "aria-describedby": keys.help, onKeyDown: keys.onKeyDown })}>
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
    </>
  );
}

/** Arrows mark words from the sentence on, and Enter takes what is marked; `told` is for those who hear the page. */
function useKeys(box: { current: HTMLDivElement | null }, take: () => void) {
  const help = useId();
  const [told, setTold] = useState("");
  const marked = useRef<Marked | null>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const text = box.current;
    // A mention that has the focus is a button and takes its own keys.
    if (!text || event.target !== text) return;
    if (event.key === "Enter") return event.preventDefault(), take();
    const words = wordsOf(text.textContent ?? "");
    const now = marked.current;
    const next = move(words, now ?? startOf(text, words), event.key, event.shiftKey && now !== null);
    if (!next) return;
    event.preventDefault();
    marked.current = now ? next : startOf(text, words);
    showMarked(text, words, marked.current);
    setTold(String(getSelection() ?? ""));
  };
  return { help, told, onKeyDown };
}

/** The first word of the sentence that is corrected, or of the text. */
function startOf(text: HTMLElement, words: ReturnType<typeof wordsOf>): Marked {
  const sentence = text.querySelector(".in-sentence");
  const before = document.createRange();
  before.selectNodeContents(text);
  if (sentence) before.setEndBefore(sentence);
  const offset = sentence ? before.toString().length : 0;
  const at = Math.max(0, words.findIndex((word) => word.start >= offset));
  return { from: at, to: at };
}
