// Which page is shown, by the address.
import { useEffect, useRef } from "preact/hooks";
import { page, type PageAddress } from "../state/address";
import "../style/pages.css";

export function Pages() {
  const now = page.value;
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    box.current?.scrollTo(0, 0);
    box.current?.focus({ preventScroll: true });
  }, [now?.kind, now?.id]);
  return now && <main class="page" ref={box} tabIndex={-1}><Body now={now} /></main>;
}

function Body({ now }: { now: PageAddress }) {
  return <h2>{now.kind}</h2>;
}
