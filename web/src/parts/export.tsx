// Files of the current view: what the API exports for the same filter, and the list as it is shown.
import { signal } from "@preact/signals";
import { request } from "../api/client";
import { writeTable } from "../model/csv";
import { filter } from "../state/address";
import { chosen } from "../state/events";
import { writeFilter } from "../state/filter";
import { tellProblem } from "../state/notice";
import { Dialog } from "./dialog";
import { saveFile } from "./saveFile";

const open = signal(false);

export function Export() {
  return (
    <>
      <button onClick={() => (open.value = true)}>Export</button>
      {open.value && (
        <Dialog title="Export this view" onClose={() => (open.value = false)}>
          <p>Files hold what the filter holds now. Every event keeps its sentence and its article.</p>
          <ul class="choices">
            <Choice name="GraphML, events as nodes" note="Every event, for Gephi, Cytoscape, igraph, NetworkX or yEd" run={() => graphml("events")} />
            <Choice name="GraphML, relations" note="Actors and places joined by one edge an event; leaves out events with one party" run={() => graphml("relations")} />
            <Choice name="CSV, one row an event" note="What is selected now, or all that is shown, for a spreadsheet" run={csv} />
          </ul>
          <p class="note">Place data from GeoNames, CC BY 4.0: keep the credit where you publish places.</p>
        </Dialog>
      )}
    </>
  );
}

function Choice({ name, note, run }: { name: string; note: string; run: () => Promise<void> }) {
  const start = () => void run().then(() => (open.value = false), tellProblem);
  return (
    <li>
      <button onClick={start}>
        <strong>{name}</strong>
        <small>{note}</small>
      </button>
    </li>
  );
}

async function graphml(view: "events" | "relations"): Promise<void> {
  const query = writeFilter(filter.peek());
  query.set("view", view);
  const answer = await request(`v1/export/graphml?${query}`);
  saveFile(await answer.blob(), `belligraph-${view}.graphml`);
}

async function csv(): Promise<void> {
  saveFile(new Blob([writeTable(chosen.peek())], { type: "text/csv;charset=utf-8" }), "belligraph-events.csv");
}
