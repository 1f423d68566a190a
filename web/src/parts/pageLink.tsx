// A link to a page of the workbench: followed in place, and a real address for a new tab.
import type { ComponentChildren } from "preact";
import { openPage, page, pageAddress, type PageKind } from "../state/address";

interface Props {
  kind: PageKind;
  id?: string;
  at?: string;
  class?: string;
  children: ComponentChildren;
}

export function PageLink({ kind, id = "", at = "", class: look, children }: Props) {
  const shown = page.value;
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openPage(kind, id, at);
  };
  return (
    <a class={look} href={pageAddress(kind, id, at)} onClick={follow} aria-current={shown?.kind === kind && shown.id === id ? "page" : undefined}>
      {children}
    </a>
  );
}
