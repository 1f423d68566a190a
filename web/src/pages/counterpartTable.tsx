// With whom an actor had to do: a row for each, with how many events in each direction and of what class.
import { useState } from "preact/hooks";
import type { EventAnswer } from "../api/types";
import { PageLink } from "../parts/pageLink";
import { setFilter } from "../state/address";
import { countCounterparts } from "./counterparts";
import { QuadBar, Section } from "./parts";

const AT_ONCE = 12;

export function CounterpartTable({ actor, events }: { actor: { id: string; name: string }; events: readonly EventAnswer[] }) {
  const [all, setAll] = useState(false);
  const rows = countCounterparts(actor.id, events);
  if (!rows.length) return null;
  return (
    <Section title="With whom">
      <table class="counterparts">
        <thead>
          <tr><th scope="col">Actor</th><th scope="col">Events</th><th scope="col">Did to them</th><th scope="col">They did</th><th scope="col">Together</th><th scope="col">Kind</th><th scope="col">Last</th><th scope="col"><span class="unseen">Compare</span></th></tr>
        </thead>
        <tbody>
          {rows.slice(0, all ? rows.length : AT_ONCE).map((row) => (
            <tr key={row.id}>
              <th scope="row"><PageLink kind="actor" id={row.id}>{row.name}</PageLink></th>
              <td><button class="link" aria-label={`Show the ${row.total} events with ${row.name}`} onClick={() => setFilter({ actor: actor.id, with: row.id })}>{row.total}</button></td>
              <td>{row.to || ""}</td><td>{row.from || ""}</td><td>{row.with || ""}</td>
              <td><QuadBar quads={row.quads} /></td>
              <td>{row.last}</td>
              <td><PageLink kind="compare" id={`${actor.id}|${row.id}`}>compare</PageLink></td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > AT_ONCE && <button onClick={() => setAll(!all)}>{all ? "Fewer" : `All ${rows.length}`}</button>}
    </Section>
  );
}
