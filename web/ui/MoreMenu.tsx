import { useNavigate } from '@solidjs/router'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import Pencil from 'lucide-solid/icons/pencil'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { Menu } from './Menu.tsx'
import type { MenuItem } from './menu-props.ts'
import { say, sayError } from './toast.ts'

const RenameDialog = lazy(async () => ({ default: (await import('./RenameDialog.tsx')).RenameDialog }))
const ConfirmDialog = lazy(async () => ({ default: (await import('./ConfirmDialog.tsx')).ConfirmDialog }))

/** What is being asked about something that has a title. */
export type Asking = 'rename' | 'delete' | undefined

/** What is done with a song or a video as a whole now and then: another title, `others`, and deleting it, which is asked twice. */
export function MoreMenu(props: {
  /** Its word: "song". */
  readonly what: string
  readonly title: string
  readonly others: readonly MenuItem[]
  readonly asking: Asking
  readonly onAsk: (asking: Asking) => void
  readonly onRename: (title: string) => Promise<void>
  readonly onDelete: () => Promise<void>
  /** What goes with it, before one decides. */
  readonly deleteText: string
  /** Where one is when it is gone. */
  readonly listHref: string
}) {
  return (
    <>
      <Menu
        label={`More for ${props.title}`}
        icon={() => <Ellipsis aria-hidden="true" />}
        triggerClass="button icon large round"
        items={[
          {
            kind: 'action',
            name: 'Rename',
            icon: () => <Pencil aria-hidden="true" />,
            onSelect: () => props.onAsk('rename'),
          },
          ...props.others,
          { kind: 'line' },
          {
            kind: 'action',
            name: 'Delete',
            icon: () => <Trash aria-hidden="true" />,
            danger: true,
            onSelect: () => props.onAsk('delete'),
          },
        ]}
      />
      <Suspense>
        <Show when={props.asking === 'rename'}>
          <RenameDialog
            what={props.what}
            title={props.title}
            onRename={props.onRename}
            onClose={() => props.onAsk(undefined)}
          />
        </Show>
        <Show when={props.asking === 'delete'}>
          <DeleteDialog {...props} onClose={() => props.onAsk(undefined)} />
        </Show>
      </Suspense>
    </>
  )
}

function DeleteDialog(props: {
  readonly what: string
  readonly title: string
  readonly deleteText: string
  readonly listHref: string
  readonly onDelete: () => Promise<void>
  readonly onClose: () => void
}) {
  const navigate = useNavigate()
  const [busy, setBusy] = createSignal(false)
  const remove = async () => {
    setBusy(true)
    try {
      await props.onDelete()
      navigate(props.listHref, { replace: true })
      await say({ tone: 'good', title: `"${props.title}" is deleted` })
    } catch (error) {
      await sayError(error, `The ${props.what} stays`)
    } finally {
      setBusy(false)
    }
  }
  return (
    <ConfirmDialog
      open
      title={`Delete "${props.title}"?`}
      text={props.deleteText}
      confirmWords={`Delete the ${props.what}`}
      busyWords={busy() ? 'Deleting' : undefined}
      onConfirm={() => void remove()}
      onClose={() => props.onClose()}
    />
  )
}
