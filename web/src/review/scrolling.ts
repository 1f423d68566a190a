// Bringing something into view without moving all that is around it, as scrollIntoView does.

/** Scroll the nearest thing that scrolls, this box or one around it, so that what is looked for stands in its middle. */
export function scrollWithin(box: HTMLElement | null, wanted: string): void {
  const target = box?.querySelector(wanted);
  let scroller = box;
  while (scroller && scroller.scrollHeight <= scroller.clientHeight + 1) scroller = scroller.parentElement;
  if (!target || !scroller || scroller instanceof HTMLDialogElement || scroller === document.documentElement) return;
  const offset = target.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  scroller.scrollTop += offset - scroller.clientHeight / 2;
}
