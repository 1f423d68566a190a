// Correcting an event: the form beside the article it was read from.
import { useState } from "preact/hooks";
import type { WholeExtraction } from "../api/pageTypes";
import type { AccountAnswer, Mention, Status, Term } from "../api/types";
import { STATUSES } from "../model/words";
import { Dialog } from "../parts/dialog";
import { showAgain } from "../state/address";
import { useAnswer } from "../state/answers";
import { vocabulary } from "../state/events";
import { judge } from "../state/judging";
import { CasualtiesField } from "./casualtiesField";
import { changesOf, FIELDS, HARMS, makeDraft, problemOf, type FieldName, type Party } from "./drafts";
import { InstrumentsField } from "./instrumentsField";
import { PartyField } from "./partyField";
import { RelationPicker } from "./relationPicker";
import { Signing } from "./signing";
import { TextChooser } from "./textChooser";

export function Correct({ account, onClose }: { account: AccountAnswer; onClose: () => void }) {
  const [draft, setDraft] = useState(() => makeDraft(account));
  const [armed, setArmed] = useState<FieldName | "instruments">("actors");
  const [words, setWords] = useState("");
  const { answer: extraction, problem } = useAnswer<WholeExtraction>(`v1/articles/${encodeURIComponent(account.article.id)}`);
  const changes = changesOf(account, draft);
  const wrong = HARMS.map((harm) => problemOf(draft.casualties[harm])).find(Boolean);
  const target = FIELDS.find(({ field }) => field === armed);

  const arm = (field: FieldName | "instruments") => { setArmed(field); setWords(""); };
  const add = (party: Party) => {
    if (!target) return;
    setWords("");
    const before = target.several ? draft[target.field].filter(({ id }) => id !== party.id) : [];
    setDraft({ ...draft, [target.field]: [...before, party] });
  };
  const addInstrument = (text: string) => setDraft({ ...draft, instruments: [...draft.instruments.filter((one) => one !== text), text] });
  const addMention = (mention: Mention) => {
    const records = [...(extraction?.actors ?? []), ...(extraction?.places ?? [])];
    const record = records.find(({ id }) => id === mention.entity);
    if (record) add({ id: record.id, name: record.name });
  };
  const save = (signature: { author: string; reason: string }) => {
    const step = { method: "PATCH" as const, path: `v1/events/${encodeURIComponent(account.id)}`, body: { ...changes, only_account: true } };
    return judge([step], signature, "Corrected.", () => showAgain(account.id)).then(onClose);
  };
  return (
    <Dialog title="Correct the event" class="correct" onClose={onClose}>
      <p class="note">Corrects what this article says. Nothing that was read is lost, and it can be undone at any time.</p>
      <div class="correcting">
        <div class="fields">
          <RelationPicker value={draft.relation} onPick={(relation) => setDraft({ ...draft, relation })} />
          {FIELDS.map(({ field, name, kind }) => (
            <PartyField key={field} name={name} kind={kind} parties={draft[field]} armed={armed === field} words={armed === field ? words : ""}
              onArm={() => arm(field)} onAdd={add} onRemove={(id) => setDraft({ ...draft, [field]: draft[field].filter((party) => party.id !== id) })} />
          ))}
          <fieldset class="when">
            <legend>When</legend>
            <label>First day <input type="date" value={draft.first} max={draft.last} onChange={(typed) => setDraft({ ...draft, first: typed.currentTarget.value })} /></label>
            <label>Last day <input type="date" value={draft.last} min={draft.first} onChange={(typed) => setDraft({ ...draft, last: typed.currentTarget.value })} /></label>
          </fieldset>
          <CasualtiesField value={draft.casualties} problem={wrong ?? null} onChange={(casualties) => setDraft({ ...draft, casualties })} />
          <InstrumentsField instruments={draft.instruments} armed={!target} onArm={() => arm("instruments")} onAdd={addInstrument}
            onRemove={(text) => setDraft({ ...draft, instruments: draft.instruments.filter((one) => one !== text) })} />
          <StatusField value={draft.status} onPick={(status) => setDraft({ ...draft, status })} />
        </div>
        <section class="text" aria-label="The article" tabIndex={0}>
          <p class="note">{target ? "Choose a marked name, or mark any words, for" : "Mark words for"}: <strong>{target?.name.toLowerCase() ?? "with what"}</strong></p>
          {problem && <p class="problem" role="alert">{problem}</p>}
          {extraction && (
            <TextChooser extraction={extraction} kind={target?.kind ?? "none"} sentence={account.evidence} chosen={new Set(target && draft[target.field].map(({ id }) => id))}
              onMention={addMention} onWords={target ? setWords : addInstrument} />
          )}
        </section>
      </div>
      <Signing act="Save the correction" ready={changes !== null && !wrong} focus={false} onSign={save} onCancel={onClose}>
        {!changes && <p class="note wide">Nothing is changed yet.</p>}
      </Signing>
    </Dialog>
  );
}

function StatusField({ value, onPick }: { value: Status; onPick: (status: Status) => void }) {
  const glosses = new Map(vocabulary.value?.statuses.map((term: Term) => [term.name, term.gloss]));
  return (
    <fieldset class="statuses">
      <legend>Status</legend>
      {STATUSES.map((status) => (
        <label key={status}>
          <input type="radio" name="status" checked={value === status} onChange={() => onPick(status)} />
          <span><strong>{status}</strong> <small>{glosses.get(status)}</small></span>
        </label>
      ))}
    </fieldset>
  );
}
