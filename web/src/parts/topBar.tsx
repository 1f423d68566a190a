// The top bar: search, how many events are shown, and what can be done with them.
import { addArticleOpen } from "./addArticle";
import { Export } from "./export";
import { follow } from "./filters";
import { PagesNav } from "./pagesNav";
import { Suggest } from "./suggest";
import { plural } from "../model/words";
import { filter, page, setParameter, show, view } from "../state/address";
import { describeReading, reading } from "../state/adding";
import { events, filtered, hasMore, loading } from "../state/events";
import { tell } from "../state/notice";
import { suggestAll } from "../state/suggestions";
import { theme, toggleTheme } from "../state/theme";

export function TopBar() {
  const table = view.value === "table";
  const panes = page.value === null;
  return (
    <header class="top">
      <h1><img src="./icon.svg" alt="" width="22" height="22" /> Belligraph</h1>
      <Suggest label="Search" placeholder="Search actors, places, articles, events" class="search"
        value={filter.value.q ?? ""} find={suggestAll} onPick={follow} onText={(text) => setParameter("q", text)} />
      <output class="count" aria-live="polite">{describeCount()}</output>
      <div class="actions">
        <div class="switch" role="group" aria-label="View">
          <button aria-pressed={panes && !table} onClick={() => show("graph")}>Graph</button>
          <button aria-pressed={panes && table} onClick={() => show("table")}>Table</button>
        </div>
        <button class="primary" onClick={() => (addArticleOpen.value = true)}>{reading.value ? describeReading(reading.value) : "Add article"}</button>
        <Export />
        <button onClick={share}>Copy link</button>
        <button onClick={toggleTheme} aria-label={theme.value === "dark" ? "Light theme" : "Dark theme"}>
          {theme.value === "dark" ? "Light" : "Dark"}
        </button>
        <PagesNav />
        <a href="docs">API</a>
      </div>
    </header>
  );
}

function describeCount(): string {
  if (loading.value) return "Loading …";
  const own = plural(filtered.value, "event");
  const besides = events.value.length - filtered.value;
  return `${hasMore.value ? "the newest " : ""}${own}${besides ? ` and ${besides} around` : ""}`;
}

function share(): void {
  const done = navigator.clipboard?.writeText(location.href) ?? Promise.reject();
  done.then(
    () => tell({ text: "The link to this view is copied." }),
    () => tell({ text: "The browser allows no copying here; take the address of the page, which shows this view." }),
  );
}
