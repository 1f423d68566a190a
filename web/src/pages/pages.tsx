// Which page is shown, by the address.
import { useEffect, useRef } from "preact/hooks";
import { page, type PageAddress } from "../state/address";
import "../style/pages.css";
import { ActorPage } from "./actorPage";
import { ArticlePage } from "./articlePage";
import { ComparePage } from "./comparePage";
import { HelpPage } from "./helpPage";
import { PlacePage } from "./placePage";
import { ReviewPage } from "./reviewPage";
import { ViewsPage } from "./viewsPage";

export function Pages() {
  const now = page.value;
  const box = useRef<HTMLElement>(null);
  const about = now?.kind === "review" ? "" : now?.id;
  useEffect(() => {
    box.current?.scrollTo(0, 0);
    box.current?.focus({ preventScroll: true });
  }, [now?.kind, about]);
  return now && <main class={`page ${now.kind}`} ref={box} tabIndex={-1}><Body now={now} /></main>;
}

function Body({ now: { kind, id } }: { now: PageAddress }) {
  switch (kind) {
    case "review":
      return <ReviewPage queue={id} />;
    case "actor":
      return <ActorPage key={id} id={id} />;
    case "place":
      return <PlacePage key={id} id={id} />;
    case "article":
      return <ArticlePage key={id} id={id} />;
    case "compare":
      return <ComparePage key={id} ids={id.split("|")} />;
    case "views":
      return <ViewsPage />;
    case "help":
      return <HelpPage word={id} />;
  }
}
