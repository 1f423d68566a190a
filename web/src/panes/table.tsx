// The table: everything that the network, the map and the timeline draw, in words, and the events that they cannot draw.
import type { VNode } from "preact";
import { plural } from "../model/words";
import { drawing, show } from "../state/address";
import type { ListName } from "../state/drawing";
import { hasMore } from "../state/events";
import { dayList, eventList, lineList, nodeList, placeList } from "./lists";
import { ListTable, type List } from "./listTable";

interface Kind {
  name: string;
  word: string;
  make: () => { count: number; table: VNode };
}

function kind<Row>(name: string, word: string, make: () => List<Row>): Kind {
  return {
    name,
    word,
    make: () => {
      const list = make();
      return { count: list.rows.length, table: <ListTable key={name} list={list} /> };
    },
  };
}

const LISTS: Readonly<Record<ListName, Kind>> = {
  events: kind("Events", "event", eventList),
  nodes: kind("Actors and places", "node", nodeList),
  lines: kind("Lines", "line", lineList),
  places: kind("Map", "place", placeList),
  days: kind("Timeline", "bar", dayList),
};

export function TablePane() {
  const now = drawing.value.list;
  const { word, make } = LISTS[now];
  const { count, table } = make();
  return (
    <section class="pane table" aria-labelledby="table-title">
      <header>
        <h2 id="table-title">Table</h2>
        <span class="note">{plural(count, word)}{hasMore.value && " of the newest events"}</span>
        <div class="switch" role="group" aria-label="List">
          {(Object.keys(LISTS) as ListName[]).map((name) => (
            <button key={name} aria-pressed={name === now} onClick={() => show("table", name)}>{LISTS[name].name}</button>
          ))}
        </div>
      </header>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="table-title">
        {table}
      </div>
    </section>
  );
}
