// Marking words of a text with the keyboard: arrows go by word or sentence, and with Shift they mark on.

/** A word by where it stands in the text, as JavaScript counts; `first` where a sentence begins. */
export interface Word {
  start: number;
  end: number;
  first: boolean;
}

/** The words from one to another, by their numbers; `to` is the one that moves. */
export interface Marked {
  from: number;
  to: number;
}

const WORD = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu;

export function wordsOf(text: string): Word[] {
  let last = 0;
  return [...text.matchAll(WORD)].map((match) => {
    const between = text.slice(last, match.index);
    const first = match.index === 0 || /[.!?\n]/.test(between) || last === 0;
    last = match.index + match[0].length;
    return { start: match.index, end: last, first };
  });
}

/** What is marked after a key; null for a key that moves nothing. */
export function move(words: readonly Word[], now: Marked, key: string, extend: boolean): Marked | null {
  const to = target(words, now.to, key);
  if (to === null) return null;
  return { from: extend ? now.from : to, to };
}

function target(words: readonly Word[], at: number, key: string): number | null {
  switch (key) {
    case "ArrowRight":
      return Math.min(at + 1, words.length - 1);
    case "ArrowLeft":
      return Math.max(at - 1, 0);
    case "ArrowDown": {
      const next = words.findIndex((word, number) => number > at && word.first);
      return next < 0 ? words.length - 1 : next;
    }
    case "ArrowUp":
      return Math.max(0, words.findLastIndex((word, number) => number < at && word.first));
    default:
      return null;
  }
}

/** Let the browser show these words as marked, and bring the one that moves into view. */
export function showMarked(box: HTMLElement, words: readonly Word[], { from, to }: Marked): void {
  const [first, last] = [words[Math.min(from, to)], words[Math.max(from, to)]];
  if (!first || !last) return;
  const [start, end] = [pointAt(box, first.start), pointAt(box, last.end)];
  getSelection()?.setBaseAndExtent(start.node, start.offset, end.node, end.offset);
  (to >= from ? end : start).node.parentElement?.scrollIntoView({ block: "nearest" });
}

function pointAt(box: HTMLElement, offset: number): { node: Node; offset: number } {
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  let before = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = (node as Text).data.length;
    if (offset <= before + length) return { node, offset: offset - before };
    before += length;
  }
  return { node: box, offset: box.childNodes.length };
}
