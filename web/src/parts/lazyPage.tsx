// The pages beside the panes, fetched when one is first opened: most visits need none.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

type Pages = typeof import("../pages/pages");

const fetched = signal<Pages | null>(null);
const failed = signal(false);

export function LazyPage() {
  useEffect(() => {
    if (!fetched.peek()) import("../pages/pages").then((pages) => (fetched.value = pages), () => (failed.value = true));
  }, []);
  const pages = fetched.value;
  if (pages) return <pages.Pages />;
  return (
    <main class="page">
      {failed.value ? <p class="problem" role="alert">This page could not be fetched. Is the server still running? Load the page again.</p> : <p class="note">Loading …</p>}
    </main>
  );
}
