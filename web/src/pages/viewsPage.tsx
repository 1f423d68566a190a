// Saved views: named addresses of this browser, and filters that the server tells of.
import { useState } from "preact/hooks";
import { saveFile } from "../parts/saveFile";
import { lastView, openAddress } from "../state/address";
import { tell, tellProblem } from "../state/notice";
import { describeView, keepViews, readViews, saveView, views, writeViews, type SavedView } from "../state/savedViews";
import { Followed } from "./followed";
import { PageHead, Section } from "./parts";

export function ViewsPage() {
  return (
    <>
      <PageHead title="Views" note="kept in this browser; an address can be shared as it is" />
      <div class="columns">
        <div>
          <SaveForm />
          <Section title="Saved views"><SavedList /></Section>
        </div>
        <Followed />
      </div>
    </>
  );
}

function SaveForm() {
  const search = lastView.value;
  const about = describeView(search);
  const [name, setName] = useState("");
  const save = (submitted: Event) => {
    submitted.preventDefault();
    saveView({ name: name.trim() || about, search });
    setName("");
  };
  return (
    <Section title="The view you came from">
      <p>{about}</p>
      <form class="line" onSubmit={save}>
        <label>Name <input value={name} maxLength={120} placeholder={about} onInput={(typed) => setName(typed.currentTarget.value)} /></label>
        <button class="primary">Save this view</button>
      </form>
    </Section>
  );
}

function SavedList() {
  const load = async (field: HTMLInputElement) => {
    const [file] = field.files ?? [];
    if (!file) return;
    const text = await file.text();
    // The same file, mended, can be chosen again.
    field.value = "";
    tell({ text: `${readViews(text)} added.` });
  };
  return (
    <>
      {!views.value.length && <p class="note">None yet. Filter and select in the graph, come back here, and save what you saw.</p>}
      <ul class="plain views">{views.value.map((view) => <Line key={view.name} view={view} />)}</ul>
      <p class="line">
        {views.value.length > 0 && <button onClick={() => saveFile(new Blob([writeViews()], { type: "application/json" }), "belligraph-views.json")}>Save all as a file</button>}
        <label class="button">Add from a file
          <input type="file" class="hidden-file" accept=".json,application/json" onChange={(picked) => void load(picked.currentTarget).catch(tellProblem)} />
        </label>
      </p>
    </>
  );
}

function Line({ view }: { view: SavedView }) {
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openAddress(view.search);
  };
  const remove = () => {
    const before = views.peek();
    keepViews(before.filter((other) => other !== view));
    tell({ text: `“${view.name}” is removed.`, action: { name: "Undo", run: () => keepViews(before) } });
  };
  return (
    <li>
      <a href={view.search || "."} onClick={follow}>{view.name}</a> <small>{describeView(view.search)}</small>{" "}
      <button class="link" aria-label={`Remove ${view.name}`} onClick={remove}>Remove</button>
    </li>
  );
}
