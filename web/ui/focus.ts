/** After going to another page the focus is on its name, so that a screen reader says where we are. */

let pending = false

/** A page was left for another: the next page name that appears takes the focus. */
export function focusNextTitle(): void {
  pending = true
}

/** Called by a page name when it appears. The first page of a visit leaves the focus where the browser has it. */
export function takeTitleFocus(title: HTMLElement): void {
  if (!pending) return
  pending = false
  title.focus({ preventScroll: true })
}
