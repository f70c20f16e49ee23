import { Dialog as Kobalte } from '@kobalte/core/dialog'
import type { JSX } from 'solid-js'
import './overlays.css'

/** Asks for something in the middle of a page. Escape and the veil close it; the focus returns to where it was. */
export function Dialog(props: {
  readonly title: string
  readonly text?: string
  readonly open: boolean
  readonly onClose: () => void
  readonly children: JSX.Element
}) {
  return (
    <Kobalte open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="veil" />
        <div class="dialog-place">
          <Kobalte.Content class="dialog">
            <Kobalte.Title class="dialog-title">{props.title}</Kobalte.Title>
            <Kobalte.Description class="dialog-text">{props.text}</Kobalte.Description>
            <div class="dialog-body">{props.children}</div>
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte>
  )
}
