// The page: bar, filter, and the panes around one selection.
import { useEffect } from "preact/hooks";
import { EvidencePane } from "./panes/evidence";
import { NetworkPane } from "./panes/network";
import { MapPane } from "./panes/map";
import { TablePane } from "./panes/table";
import { TimelinePane } from "./panes/timeline";
import { AddArticle } from "./parts/addArticle";
import { Filters } from "./parts/filters";
import { KeyDialog } from "./parts/keyDialog";
import { NoticeBar } from "./parts/noticeBar";
import { TopBar } from "./parts/topBar";
import { clearSelection, view } from "./state/address";

export function App() {
  useEffect(() => {
    const escape = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) clearSelection();
    };
    addEventListener("keydown", escape);
    return () => removeEventListener("keydown", escape);
  }, []);
  const table = view.value === "table";
  return (
    <>
      <TopBar />
      <Filters />
      <main class={table ? "with-table" : "with-graph"}>
        {table ? <TablePane /> : <><NetworkPane /><MapPane /></>}
        <EvidencePane />
        <TimelinePane />
      </main>
      <AddArticle />
      <KeyDialog />
      <NoticeBar />
    </>
  );
}
