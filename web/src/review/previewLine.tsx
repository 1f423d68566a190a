// What a judgement would change, asked of the server before it is made.
import { useEffect, useState } from "preact/hooks";
import type { Action } from "../api/pageTypes";
import { preview } from "../state/judging";
import { describePreview } from "./words";

export function PreviewLine({ action }: { action: Action | null }) {
  const [said, setSaid] = useState<{ text: string; refused: boolean } | null>(null);
  const wanted = action && JSON.stringify(action);
  useEffect(() => {
    setSaid(null);
    if (!action) return undefined;
    let stopped = false;
    preview(action).then(
      (effects) => stopped || setSaid({ text: describePreview(effects), refused: false }),
      (error: Error) => stopped || setSaid({ text: error.message, refused: true }),
    );
    return () => { stopped = true; };
  }, [wanted]);
  if (!action) return null;
  return (
    <p class={`preview wide ${said?.refused ? "problem" : ""}`} role="status">
      {said ? (said.refused ? said.text : <>This changes: <strong>{said.text}</strong></>) : "Looking what this changes …"}
    </p>
  );
}
