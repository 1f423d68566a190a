// The first steps, shown to who comes for the first time and to who asks for them: three, and never in the way.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { openAddress, page } from "../state/address";

const KEPT = "belligraph-tour";

const STEPS = [
  { at: ".suggest.search", title: "Find somebody or some place", text: "Type a name here, such as ISIL, and choose from the list. The filters below narrow it down: what happened, where, when, who reports it." },
  { at: ".pane.evidence", title: "See who says so", text: "Choose any node, place, day or card. All panes show the same choice, and here the article opens with the exact words: what happened, who did it, where." },
  { at: "header.top .actions", title: "Correct it and take it along", text: "Accept, reject or correct each event; everything can be undone. Review lists what is most in doubt. Export, or copy the link: it holds the whole view." },
];

const step = signal<number | null>(localStorage.getItem(KEPT) ? null : 0);

export function startTour(): void {
  openAddress("");
  step.value = 0;
}

function stop(): void {
  step.value = null;
  localStorage.setItem(KEPT, "seen");
}

export function Tour() {
  const at = page.value ? null : step.value;
  const now = at === null ? undefined : STEPS[at];
  useEffect(() => {
    const target = now && document.querySelector(now.at);
    target?.classList.add("toured");
    return () => target?.classList.remove("toured");
  }, [now]);
  if (at === null || !now) return null;
  const last = at === STEPS.length - 1;
  return (
    <aside class="tour" aria-label="First steps">
      <div role="status">
        <p class="note">Step {at + 1} of {STEPS.length}</p>
        <h2>{now.title}</h2>
        <p>{now.text}</p>
      </div>
      <div class="actions">
        {at > 0 && <button onClick={() => (step.value = at - 1)}>Back</button>}
        <button onClick={stop}>{last ? "Close" : "No tour"}</button>
        {!last && <button class="primary" onClick={() => (step.value = at + 1)}>Next</button>}
      </div>
    </aside>
  );
}
