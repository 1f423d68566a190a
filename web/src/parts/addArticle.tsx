// Adding articles: pasted or dropped, read while one waits or in the background, and opened at once.
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { addMany, addOne, describeReading, reading, readFiles, type Given } from "../state/adding";
import { tellProblem } from "../state/notice";
import { serverWords } from "../state/serverWords";
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
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const set = (name: keyof Given) => (event: Event) => setGiven({ ...given, [name]: (event.currentTarget as HTMLInputElement).value });
  const take = async (list: FileList | null | undefined) => {
    const read = await readFiles(list ?? []);
    setProblem(read.refused.join(" ") || null);
    setFiles([...files, ...read.taken]);
  };
  const send = async () => {
    const { text: _, title: __, url: ___, ...shared } = given;
    const all = files.map((file) => ({ ...file, ...shared }));
    setProblem(null);
    setBusy(true);
    try {
      await (all.length > 1 ? addMany(all) : addOne(all[0] ?? given));
      addArticleOpen.value = false;
    } catch (error) {
      // Whoever has closed the dialog meanwhile reads it at the foot of the page.
      if (addArticleOpen.peek()) setProblem(error instanceof Error ? error.message : String(error));
      else tellProblem(error);
    }
    setBusy(false);
  };
  const waiting = busy || reading.value !== null;
  const fetches = serverWords.value.fetch;
  const ready = !waiting && (files.length > 0 || Boolean(given.text?.trim()) || (fetches && Boolean(given.url.trim())));
  return (
    <Dialog title="Add articles" onClose={() => (addArticleOpen.value = false)}>
      <form
        class={`add ${over ? "over" : ""}`}
        onSubmit={(event) => { event.preventDefault(); void send(); }}
        onDragOver={(event) => { event.preventDefault(); setOver(true); }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => { event.preventDefault(); setOver(false); void take(event.dataTransfer?.files); }}
      >
        {files.length > 0 ? <Files files={files} onChange={setFiles} /> : (
          <>
            <label class="wide">Text
              <textarea rows={10} required={!fetches} value={given.text} onInput={set("text")} placeholder="Paste the text of a news article in English, or drop one or more files here" />
            </label>
            <label class="wide">Title <input value={given.title} onInput={set("title")} /></label>
          </>
        )}
        <label>Published <input type="date" value={given.published} onInput={set("published")} /></label>
        <label>Publisher <input value={given.publisher} onInput={set("publisher")} /></label>
        {files.length === 0 && (
          <label class="wide">Address
            <input type="url" value={given.url} onInput={set("url")} placeholder={fetches ? "https://, read from there if you paste no text" : "https://, kept as a reference and never fetched"} />
          </label>
        )}
        <p class="note wide">The date lets “on Saturday” become a day. {fetches ? "Only the address is asked for its page." : "Nothing leaves this server."}</p>
        {problem && <p class="problem wide" role="alert">{problem}</p>}
        <div class="buttons wide">
          <label class="button">Choose files
            <input type="file" class="hidden-file" multiple accept=".txt,.html,.htm,text/plain,text/html" onChange={(event) => void take(event.currentTarget.files)} />
          </label>
          <span class="grow" role="status">{waiting && <Waiting />}</span>
          <button class="primary" type="submit" disabled={!ready}>Read and keep</button>
        </div>
      </form>
    </Dialog>
  );
}

function Files({ files, onChange }: { files: Given[]; onChange: (files: Given[]) => void }) {
  return (
    <div class="wide files">
      <p>{plural(files.length, "file")} <button type="button" onClick={() => onChange([])}>Remove all</button></p>
      <ul tabIndex={0} aria-label="Files">
        {files.map((file, at) => (
          <li key={at}>
            <span>{file.file}</span>
            <button type="button" aria-label={`Remove ${file.file}`} onClick={() => onChange(files.filter((_, other) => other !== at))}>×</button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How far the reading is: of several articles how many, of one for how long. */
function Waiting() {
  const now = reading.value;
  const seconds = useSeconds(true);
  if (!now) return <><progress aria-label="Reading the article" /> Reading the article … {seconds} s</>;
  return (
    <>
      <progress aria-label="Articles read" max={now.total} value={now.done} /> {describeReading(now)} … {seconds} s. You may close this and go on.
    </>
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
