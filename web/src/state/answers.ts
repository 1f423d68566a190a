// Answers for one page or dialog: asked for anew when what is asked for changes, or when somebody judged.
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { get } from "../api/client";

/** Grows whenever a judgement may have changed what the server answers. */
export const revision = signal(0);

export interface Answered<T> {
  answer: T | null;
  problem: string | null;
}

/** The answer to a GET; null while it is on its way. The old one stays until the new one comes, unless another thing is asked for. */
export function useAnswer<T>(path: string | null): Answered<T> {
  const [now, setNow] = useState<Answered<T> & { path: string | null }>({ path, answer: null, problem: null });
  const turn = revision.value;
  useEffect(() => {
    if (path === null) return undefined;
    const stop = new AbortController();
    get<T>(path, stop.signal).then(
      (answer) => setNow({ path, answer, problem: null }),
      (error: Error) => stop.signal.aborted || setNow({ path, answer: null, problem: error.message }),
    );
    return () => stop.abort();
  }, [path, turn]);
  return now.path === path ? now : { answer: null, problem: null };
}
