// The parts by their own names: Kobalte's alert dialog writes its parts over those of the object called Dialog.
import { Content, Description, Overlay, Portal, Root, Title } from '@kobalte/core/dialog'
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
    <Root open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Portal>
        <Overlay class="veil" />
        <div class="dialog-place">
          <Content class="dialog">
            <Title class="dialog-title">{props.title}</Title>
            <Description class="dialog-text">{props.text}</Description>
            <div class="dialog-body">{props.children}</div>
          </Content>
        </div>
      </Portal>
    </Root>
  )
}
