// An event in a few lines, with its sentence; the whole card selects it.
import type { AccountAnswer, EventAnswer } from "../api/types";
import { describeDate } from "../model/days";
import { describeParties, describePlaces, describeSource, describeType } from "../model/words";
import { select } from "../state/address";

export function EventCard({ event }: { event: EventAnswer }) {
  return (
    <li class="card">
      <button onClick={() => select("event", event.id)}>
        <Headline event={event} />
        <q>{event.evidence.sentence}</q>
        <small>{describeSource(event.article)}</small>
      </button>
    </li>
  );
}

export function Headline({ event }: { event: AccountAnswer & { accounts?: number } }) {
  return (
    <>
      <strong>{describeParties(event)}</strong>
      <Chips event={event} />
    </>
  );
}

function Chips({ event }: { event: AccountAnswer & { accounts?: number } }) {
  const places = describePlaces(event);
  return (
    <span class="chips">
      <span class={`chip quad-${event.quad}`}>{event.relation}</span>
      <span class="chip code">{describeType(event)}</span>
      {event.status !== "asserted" && <span class="chip status">{event.status}</span>}
      {event.reviewed && <span class="chip good">accepted</span>}
      {places && <span class="chip">{places}</span>}
      <span class="chip">{describeDate(event)}</span>
      {(event.accounts ?? 1) > 1 && <span class="chip">{event.accounts} accounts</span>}
    </span>
  );
}
