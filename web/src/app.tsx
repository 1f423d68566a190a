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
import { LazyPage } from "./parts/lazyPage";
import { NoticeBar } from "./parts/noticeBar";
import { TopBar } from "./parts/topBar";
import { clearSelection, page, view } from "./state/address";

export function App() {
  useEffect(() => {
    const escape = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) clearSelection();
    };
    addEventListener("keydown", escape);
    return () => removeEventListener("keydown", escape);
  }, []);
  const beside = page.value;
  return (
    <>
      <TopBar />
      {(!beside || beside.kind === "review") && <Filters />}
      {beside ? <LazyPage /> : <Panes />}
      <AddArticle />
      <KeyDialog />
      <NoticeBar />
    </>
  );
}

function Panes() {
  const table = view.value === "table";
  return (
    <main class={table ? "with-table" : "with-graph"}>
      {table ? <TablePane /> : <><NetworkPane /><MapPane /></>}
      <EvidencePane />
      <TimelinePane />
    </main>
  );
}
