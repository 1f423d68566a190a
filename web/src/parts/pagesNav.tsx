// The ways to the pages beside the panes.
import { PageLink } from "./pageLink";

export function PagesNav() {
  return (
    <nav class="pages" aria-label="Pages">
      <PageLink kind="review">Review</PageLink>
      <PageLink kind="views">Views</PageLink>
      <PageLink kind="help">Help</PageLink>
    </nav>
  );
}
