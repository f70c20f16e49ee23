import { Tooltip as Kobalte } from '@kobalte/core/tooltip'
import type { JSX } from 'solid-js'
import './overlays.css'

/** Says more about a word when it is hovered or focused. The word itself must make sense alone. */
export function Tooltip(props: { readonly text: string; readonly children: JSX.Element }) {
  return (
    <Kobalte gutter={6} openDelay={300}>
      <Kobalte.Trigger as="span" tabIndex={0}>
        {props.children}
      </Kobalte.Trigger>
      <Kobalte.Portal>
        <Kobalte.Content class="tooltip">{props.text}</Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  )
}
