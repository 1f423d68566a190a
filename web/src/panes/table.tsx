// The table: everything that the network and the map show, and the events that they cannot show.
import { useState } from "preact/hooks";
import type { EventAnswer } from "../api/types";
import { dayRange, describeDate } from "../model/days";
import { describePlaces, describeType, listNames, plural } from "../model/words";
import { select, selection } from "../state/address";
import { chosen, events, hasMore, MOST_EVENTS } from "../state/events";

interface Column {
  name: string;
  text: (event: EventAnswer) => string;
  sortBy?: (event: EventAnswer) => string | number;
}

const COLUMNS: readonly Column[] = [
  { name: "Date", text: describeDate, sortBy: (event) => dayRange(event)?.first ?? "" },
  { name: "Who", text: (event) => listNames(event.actors) },
  { name: "Relation", text: (event) => event.relation },
  { name: "To or with", text: (event) => listNames(event.recipients) },
  { name: "Where", text: describePlaces },
  { name: "Code", text: describeType },
  { name: "Status", text: (event) => event.status },
  { name: "Says who", text: (event) => event.claimant?.name ?? "" },
  { name: "Sure", text: (event) => `${Math.round(event.confidence * 100)} %`, sortBy: (event) => event.confidence },
  { name: "Publisher", text: (event) => event.article.publisher ?? "" },
];

interface Order {
  column: Column;
  down: boolean;
}

export function TablePane() {
  const [order, setOrder] = useState<Order | null>(null);
  const rows = sorted(selection.value?.kind === "event" ? events.value : chosen.value, order);
  const turn = (column: Column) => setOrder({ column, down: order?.column === column && !order.down });
  return (
    <section class="pane table" aria-labelledby="table-title">
      <header>
        <h2 id="table-title">Table</h2>
        <span class="note">{plural(rows.length, "event")}{hasMore.value && `, the newest ${MOST_EVENTS} of the filter`}</span>
      </header>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="table-title">
        <table>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column.name} scope="col" aria-sort={order?.column === column ? (order.down ? "descending" : "ascending") : "none"}>
                  <button onClick={() => turn(column)}>{column.name}</button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{rows.map((event) => <Row key={event.id} event={event} />)}</tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ event }: { event: EventAnswer }) {
  const own = selection.value?.kind === "event" && selection.value.id === event.id;
  return (
    <tr class={own ? "own" : ""} onClick={() => select("event", event.id)}>
      {COLUMNS.map((column) => (
        <td key={column.name}>
          {column.name === "Relation" ? (
            <button class="link" aria-pressed={own} title={event.evidence.sentence}>{column.text(event)}</button>
          ) : column.text(event)}
        </td>
      ))}
    </tr>
  );
}

function sorted(rows: readonly EventAnswer[], order: Order | null): readonly EventAnswer[] {
  if (!order) return rows;
  const key = order.column.sortBy ?? order.column.text;
  const compare = (a: EventAnswer, b: EventAnswer) => {
    const [x, y] = [key(a), key(b)];
    return typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y));
  };
  return rows.toSorted((a, b) => (order.down ? compare(b, a) : compare(a, b)));
}
