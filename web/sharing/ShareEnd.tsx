import Trash from 'lucide-solid/icons/trash'
import Unlink from 'lucide-solid/icons/unlink'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { Button } from '../ui/Button.tsx'
import { say, sayError } from '../ui/toast.ts'
import { deleteShare, type Share } from './share-calls.ts'

const ConfirmDialog = lazy(async () => ({ default: (await import('../ui/ConfirmDialog.tsx')).ConfirmDialog }))

/** Turning a link off, which can be taken back; and, once it is off, deleting it, which cannot. */
export function ShareEnd(props: {
  readonly share: Share
  readonly onOff: () => Promise<void>
  readonly onDeleted: () => void
}) {
  const [asking, setAsking] = createSignal(false)
  const turnOff = async () => {
    try {
      await props.onOff()
    } catch (error) {
      await sayError(error, 'The link is still on')
    }
  }
  const remove = async () => {
    try {
      await deleteShare(props.share)
      props.onDeleted()
      await say({ tone: 'good', title: 'The link is deleted' })
    } catch (error) {
      setAsking(false)
      await sayError(error)
    }
  }
  return (
    <div class="share-end">
      <Show
        when={props.share.isOn}
        fallback={
          <Button kind="danger" icon={<Trash aria-hidden="true" />} onClick={() => setAsking(true)}>
            Delete this link
          </Button>
        }
      >
        <Button icon={<Unlink aria-hidden="true" />} onClick={() => void turnOff()}>
          Turn off
        </Button>
        <p class="small muted">It can be turned on again, at the same address.</p>
      </Show>
      <Suspense>
        <Show when={asking()}>
          <ConfirmDialog
            open
            title="Delete this link?"
            text="Its address never leads anywhere again, and its views are forgotten. The video stays."
            confirmWords="Delete the link"
            onConfirm={() => void remove()}
            onClose={() => setAsking(false)}
          />
        </Show>
      </Suspense>
    </div>
  )
}
