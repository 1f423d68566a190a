// The page: bar, filter, and the panes around one selection, or one of the pages beside them.
import { useEffect } from "preact/hooks";
import { EvidencePane } from "./panes/evidence";
import { NetworkPane } from "./panes/network";
import { MapPane } from "./panes/map";
import { TablePane } from "./panes/table";
import { TimelinePane } from "./panes/timeline";
import { AddArticle } from "./parts/addArticle";
import { Filters } from "./parts/filters";
import { KeyDialog } from "./parts/keyDialog";
import { LazyDialogs } from "./parts/lazyDialogs";
import { LazyPage } from "./parts/lazyPage";
import { NoticeBar } from "./parts/noticeBar";
import { TopBar } from "./parts/topBar";
import { Tour } from "./parts/tour";
import { clearSelection, page, select, selection, view } from "./state/address";
import { ask } from "./state/dialogs";
import { chosen, events, loading } from "./state/events";
import { selected } from "./state/oneEvent";
import { useShortcuts } from "./state/shortcuts";

export function App() {
  useEffect(() => {
    const escape = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) clearSelection();
    };
    addEventListener("keydown", escape);
    return () => removeEventListener("keydown", escape);
  }, []);
  const beside = page.value;
  useShortcuts([
    { key: "/", name: "Search", run: () => document.querySelector<HTMLInputElement>(".suggest.search input")?.focus() },
    { key: "?", name: "These keys", run: () => ask({ kind: "shortcuts" }) },
  ]);
  return (
    <>
      <TopBar />
      <Tour />
      {(!beside || beside.kind === "review") && <Filters />}
      {beside ? <LazyPage /> : <Panes />}
      <AddArticle />
      <LazyDialogs />
      <KeyDialog />
      <NoticeBar />
    </>
  );
}

function Panes() {
  useShortcuts([
    { key: "j", name: "Next event", run: () => step(1) },
    { key: "k", name: "Previous event", run: () => step(-1) },
  ]);
  const table = view.value === "table";
  return (
    <main class={table ? "with-table" : "with-graph"} aria-busy={loading.value}>
      {table ? <TablePane /> : <><NetworkPane /><MapPane /></>}
      <EvidencePane />
      <TimelinePane />
    </main>
  );
}

/** To the next event of those that are listed, from the one that is shown or the first. */
function step(by: number): void {
  const all = selection.peek()?.kind === "event" ? events.peek() : chosen.peek();
  const at = all.findIndex((event) => event.id === selected.peek()?.id);
  const next = all[at < 0 ? 0 : at + by];
  if (next) select("event", next.id);
}
