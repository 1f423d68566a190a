// Adding articles: pasted or dropped, read while one waits, and opened at once.
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { addOne, readFiles, type Given } from "../state/adding";
import { plural } from "../model/words";
import { Dialog } from "./dialog";

export const addArticleOpen = signal(false);

const EMPTY: Given = { text: "", title: "", publisher: "", published: "", url: "" };

export function AddArticle() {
  return addArticleOpen.value ? <Form /> : null;
}

function Form() {
  const [given, setGiven] = useState(EMPTY);
  const [files, setFiles] = useState<Given[]>([]);
  const [progress, setProgress] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const seconds = useSeconds(progress !== null);
  const set = (name: keyof Given) => (event: Event) => setGiven({ ...given, [name]: (event.currentTarget as HTMLInputElement).value });
  const take = async (list: FileList | null | undefined) => {
    const read = await readFiles(list ?? []);
    setProblem(read.refused.join(" ") || null);
    setFiles([...files, ...read.taken]);
  };
  const send = async () => {
    const { text: _, title: __, url: ___, ...shared } = given;
    const all = files.length ? files.map((file) => ({ ...file, ...shared })) : [given];
    setProblem(null);
    try {
      for (const [at, one] of all.entries()) {
        setProgress(all.length > 1 ? `Reading ${at + 1} of ${all.length}` : "Reading the article");
        await addOne(one, at === all.length - 1);
      }
      addArticleOpen.value = false;
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    setProgress(null);
  };
  const ready = progress === null && (files.length > 0 || Boolean(given.text?.trim()));
  return (
    <Dialog title="Add an article" onClose={() => (addArticleOpen.value = false)}>
      <form
        class={`add ${over ? "over" : ""}`}
        onSubmit={(event) => { event.preventDefault(); void send(); }}
        onDragOver={(event) => { event.preventDefault(); setOver(true); }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => { event.preventDefault(); setOver(false); void take(event.dataTransfer?.files); }}
      >
        {files.length === 0 ? (
          <label class="wide">Text
            <textarea rows={10} required value={given.text} onInput={set("text")} placeholder="Paste the text of a news article in English, or drop files here" />
          </label>
        ) : (
          <p class="wide">{plural(files.length, "file")}: {files.map(({ file }) => file).join(", ")} <button type="button" onClick={() => setFiles([])}>Remove</button></p>
        )}
        {files.length === 0 && <label class="wide">Title <input value={given.title} onInput={set("title")} /></label>}
        <label>Published <input type="date" value={given.published} onInput={set("published")} /></label>
        <label>Publisher <input value={given.publisher} onInput={set("publisher")} /></label>
        {files.length === 0 && <label class="wide">Address <input type="url" value={given.url} onInput={set("url")} placeholder="https://, kept as a reference and never fetched" /></label>}
        <p class="note wide">The date lets “on Saturday” become a day. Nothing leaves this server.</p>
        {problem && <p class="problem wide" role="alert">{problem}</p>}
        <div class="buttons wide">
          <label class="button">Choose files
            <input type="file" class="hidden-file" multiple accept=".txt,.html,.htm,text/plain,text/html" onChange={(event) => void take(event.currentTarget.files)} />
          </label>
          <span class="grow" role="status">{progress && <><progress aria-label={progress} /> {progress} … {seconds} s</>}</span>
          <button class="primary" type="submit" disabled={!ready}>Read and keep</button>
        </div>
      </form>
    </Dialog>
  );
}

function useSeconds(running: boolean): number {
  const [seconds, setSeconds] = useState(0);
  const timer = useRef(0);
  useEffect(() => {
    setSeconds(0);
    if (running) timer.current = window.setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer.current);
  }, [running]);
  return seconds;
}
