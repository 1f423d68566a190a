// Following a view: the server keeps its filter and tells of news by a feed or a webhook.
import { useState } from "preact/hooks";
import type { SavedQuery } from "../api/pageTypes";
import { post, send } from "../api/client";
import { filter } from "../state/address";
import { revision, useAnswer } from "../state/answers";
import { writeFilter } from "../state/filter";
import { tell, tellProblem } from "../state/notice";
import { describeView } from "../state/savedViews";
import { Section } from "./parts";

export function Followed() {
  const { answer, problem } = useAnswer<{ items: SavedQuery[] }>("v1/saved-queries");
  return (
    <div>
      <Follow />
      <Section title="Followed" note="by everybody who uses this server">
        {problem && <p class="problem" role="alert">{problem}</p>}
        {answer && !answer.items.length && <p class="note">Nothing is followed yet.</p>}
        <ul class="plain">{answer?.items.map((query) => <Line key={query.id} query={query} />)}</ul>
      </Section>
    </div>
  );
}

function Follow() {
  const search = `?${writeFilter(filter.value)}`;
  const [name, setName] = useState("");
  const [hook, setHook] = useState("");
  const [secret, setSecret] = useState<string | null>(null);
  const { as_of: past, ...wanted } = filter.value;
  const send = async (submitted: Event) => {
    submitted.preventDefault();
    const made = await post<SavedQuery>("v1/saved-queries", { name: name.trim() || describeView(search), filter: numbers(wanted), ...(hook.trim() ? { webhook: hook.trim() } : {}) });
    setSecret(made.secret ?? null);
    setName("");
    setHook("");
    revision.value += 1;
    tell({ text: `Followed: ${made.name}. News of it comes from now on.` });
  };
  return (
    <Section title="Follow this filter" note={describeView(search)}>
      <p class="note">Be told of every event that comes to fit it, changes or goes: in a feed reader, or by messages to a program of yours.</p>
      {past && <p class="note">The graph as of a day does not change, so the filter is followed without that day.</p>}
      <form class="line" onSubmit={(submitted) => void send(submitted).catch(tellProblem)}>
        <label>Name <input value={name} maxLength={200} placeholder={describeView(search)} onInput={(typed) => setName(typed.currentTarget.value)} /></label>
        <label>Webhook <input type="url" value={hook} placeholder="https://, if you have one" onInput={(typed) => setHook(typed.currentTarget.value)} /></label>
        <button class="primary">Follow</button>
      </form>
      {secret && <p class="secret" role="status">The messages are signed with this secret, which is shown this once: <code>{secret}</code></p>}
    </Section>
  );
}

/** The filter as JSON has it: what is a number is no text. */
function numbers({ min_confidence: least, ...rest }: Record<string, unknown>): object {
  return least === undefined ? rest : { ...rest, min_confidence: Number(least) };
}

function Line({ query: { id, name, filter: wanted, webhook, problem } }: { query: SavedQuery }) {
  const feed = `v1/saved-queries/${encodeURIComponent(id)}/feed.atom`;
  const remove = async () => {
    await send("DELETE", `v1/saved-queries/${encodeURIComponent(id)}`);
    revision.value += 1;
    tell({ text: `“${name}” is no longer followed.`, action: { name: "Undo", run: () => void again().catch(tellProblem) } });
  };
  const again = async () => {
    await post("v1/saved-queries", { name, filter: given(wanted), ...(webhook ? { webhook } : {}) });
    revision.value += 1;
  };
  return (
    <li>
      <strong>{name}</strong> <small>{describeView(`?${toQuery(wanted)}`)}</small>
      <p class="line"><a href={feed}>Feed (Atom)</a> {webhook && <small>webhook to {webhook}</small>} <button class="link" aria-label={`Stop following ${name}`} onClick={() => void remove().catch(tellProblem)}>Stop</button></p>
      {problem && <p class="problem">{problem}</p>}
    </li>
  );
}

/** The parameters that were given, without those that are empty. */
function given(wanted: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== null && !(Array.isArray(value) && !value.length)));
}

function toQuery(wanted: Record<string, unknown>): URLSearchParams {
  return new URLSearchParams(Object.entries(given(wanted)).flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, String(one)])));
}
