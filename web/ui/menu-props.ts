import type { JSX } from 'solid-js'

/** One line of a menu: something to do, or a line between. */
export type MenuItem =
  | {
      readonly kind: 'action'
      readonly name: string
      readonly icon?: () => JSX.Element
      readonly onSelect: () => void
      readonly danger?: boolean
      readonly disabled?: boolean
    }
  | { readonly kind: 'line' }

/** What a menu needs to be drawn, before and after its code has arrived. */
export type MenuProps = {
  readonly label: string
  readonly icon: () => JSX.Element
  readonly heading?: string
  readonly items: readonly MenuItem[]
  readonly triggerClass?: string
}
