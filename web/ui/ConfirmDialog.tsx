import { AlertDialog } from '@kobalte/core/alert-dialog'
import { Button } from './Button.tsx'
import './overlays.css'

/** Asks once more before something that cannot be taken back. The safe answer has the focus. */
export function ConfirmDialog(props: {
  readonly title: string
  readonly text: string
  readonly confirmWords: string
  readonly keepWords?: string
  readonly open: boolean
  readonly busyWords?: string | undefined
  /** Where the focus goes when the button that opened this is gone by then. */
  readonly focusAfter?: () => HTMLElement | undefined
  readonly onConfirm: () => void
  readonly onClose: () => void
}) {
  const opener = document.activeElement
  return (
    <AlertDialog open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay class="veil" />
        <div class="dialog-place">
          <AlertDialog.Content
            class="dialog"
            onCloseAutoFocus={(event) => {
              const next = opener?.isConnected === false ? props.focusAfter?.() : undefined
              if (next === undefined) return
              event.preventDefault()
              next.focus()
            }}
          >
            <AlertDialog.Title class="dialog-title">{props.title}</AlertDialog.Title>
            <AlertDialog.Description class="dialog-text">{props.text}</AlertDialog.Description>
            <div class="dialog-actions">
              <AlertDialog.CloseButton class="button">{props.keepWords ?? 'Keep it'}</AlertDialog.CloseButton>
              <Button kind="danger" busyWords={props.busyWords} onClick={() => props.onConfirm()}>
                {props.confirmWords}
              </Button>
            </div>
          </AlertDialog.Content>
        </div>
      </AlertDialog.Portal>
    </AlertDialog>
  )
}
