// Two actors that are one: which name stays, and what that changes.
import { useState } from "preact/hooks";
import type { OneActor } from "../api/pageTypes";
import { plural } from "../model/words";
import { Dialog } from "../parts/dialog";
import { openPage, page } from "../state/address";
import { useAnswer } from "../state/answers";
import { judge, type Signature } from "../state/judging";
import { EntitySearch } from "./entitySearch";
import { PreviewLine } from "./previewLine";
import { Signing } from "./signing";

export function Merge({ actor, other: given, onClose }: { actor: string; other?: string | undefined; onClose: () => void }) {
  const [other, setOther] = useState(given ?? "");
  return (
    <Dialog title="These are one actor" onClose={onClose}>
      {other ? <MergeForm first={actor} second={other} onDone={onClose} onCancel={onClose} /> : (
        <>
          <p class="note">All that both did becomes that of one; the other name stays as another name for it.</p>
          <EntitySearch kind="actor" label="The same as" onPick={(party) => party.id !== actor && setOther(party.id)} />
        </>
      )}
    </Dialog>
  );
}

interface FormProps {
  first: string;
  second: string;
  reason?: string;
  onDone: () => void;
  onCancel: () => void;
}

export function MergeForm({ first, second, reason = "", onDone, onCancel }: FormProps) {
  const [swapped, setSwapped] = useState(false);
  const [into, gone] = swapped ? [second, first] : [first, second];
  const sign = async (signature: Signature) => {
    await judge([mergeStep(into, gone)], signature, "Merged: they are one actor now.");
    onDone();
    if (page.peek()?.kind === "actor" && page.peek()?.id === gone) openPage("actor", into);
  };
  return (
    <>
      <fieldset class="keep">
        <legend>Which name stays</legend>
        {[first, second].map((id) => (
          <label key={id}><input type="radio" name="into" checked={into === id} onChange={() => setSwapped(id === second)} /> <ActorLine id={id} /></label>
        ))}
      </fieldset>
      <Signing act="Merge" reason={reason} focus={false} onSign={sign} onCancel={onCancel}>
        <PreviewLine action={{ action: "merge-actors", into, others: [gone] }} />
      </Signing>
    </>
  );
}

export function mergeStep(into: string, other: string): { path: string; body: object } {
  return { path: `v1/actors/${encodeURIComponent(into)}/merge`, body: { others: [other] } };
}

function ActorLine({ id }: { id: string }) {
  const { answer, problem } = useAnswer<OneActor>(`v1/actors/${encodeURIComponent(id)}`);
  if (!answer) return <span>{problem ?? id}</span>;
  const { name, kind, country, aliases, events } = answer;
  return (
    <span>
      <strong>{name}</strong> <small>{[kind, country, plural(events, "event")].filter(Boolean).join(" · ")}</small>
      {aliases.length > 0 && <small> also {aliases.slice(0, 4).join(", ")}</small>}
    </span>
  );
}
