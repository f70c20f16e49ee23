/** What a toast says. */
export type ToastWords = {
  readonly tone: 'good' | 'bad'
  readonly title: string
  readonly text?: string
  /** Takes the place of the last message of this name, so that many quick ones do not pile up. */
  readonly replaces?: string
  /** What can be done about it, such as taking it back. */
  readonly action?: { readonly name: string; readonly onSelect: () => void }
}
