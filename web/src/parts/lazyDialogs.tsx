// The dialogs of the review, fetched when one is first asked for.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { asked, closeDialog } from "../state/dialogs";
import { tell } from "../state/notice";

type Dialogs = typeof import("../review/dialogs");

const fetched = signal<Dialogs | null>(null);

export function LazyDialogs() {
  const wanted = asked.value;
  useEffect(() => {
    if (!wanted || fetched.peek()) return;
    import("../review/dialogs").then((dialogs) => (fetched.value = dialogs), () => {
      closeDialog();
      tell({ text: "This dialog could not be fetched. Is the server still running?" });
    });
  }, [wanted]);
  const dialogs = fetched.value;
  return wanted && dialogs ? <dialogs.Dialogs asked={wanted} /> : null;
}
