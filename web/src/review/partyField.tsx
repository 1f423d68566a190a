// Those who take part in an event, or where it was: shown, taken out, and chosen from the text or by name.
import type { Party } from "./drafts";
import type { EntityKind } from "./choices";
import { EntitySearch } from "./entitySearch";

interface Props {
  name: string;
  kind: EntityKind;
  parties: readonly Party[];
  /** Whether what is chosen in the text goes here. */
  armed: boolean;
  /** Words that were marked in the text and name nobody yet. */
  words: string;
  onArm: () => void;
  onAdd: (party: Party) => void;
  onRemove: (id: string) => void;
}

export function PartyField({ name, kind, parties, armed, words, onArm, onAdd, onRemove }: Props) {
  return (
    <fieldset class={`party ${armed ? "armed" : ""}`}>
      <legend>{name}</legend>
      <div class="chips">
        {parties.map((party) => (
          <button key={party.id} type="button" class="chip removable" aria-label={`Remove ${party.name}`} onClick={() => onRemove(party.id)}>{party.name} ×</button>
        ))}
        {!parties.length && <span class="note">not said</span>}
        <button type="button" class="link" aria-pressed={armed} onClick={onArm}>{armed ? "Choose in the text, or:" : "Choose …"}<span class="unseen"> for: {name}</span></button>
      </div>
      {armed && <EntitySearch kind={kind} label={kind === "actor" ? "Find an actor" : "Find a place"} text={words} mayMake={kind === "actor"} onPick={onAdd} />}
    </fieldset>
  );
}
