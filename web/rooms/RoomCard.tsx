import { useNavigate } from '@solidjs/router'
import EllipsisVertical from 'lucide-solid/icons/ellipsis-vertical'
import GitFork from 'lucide-solid/icons/git-fork'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, Show } from 'solid-js'
import { shownRoomCode } from '#core/rooms/code.ts'
import { wordsOfError } from '../api/problem.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Menu } from '../ui/Menu.tsx'
import type { MenuItem } from '../ui/menu-props.ts'
import { say, sayError } from '../ui/toast.ts'
import { agoOf } from '../ui/words.ts'
import { roomPath } from './address.ts'
import { deleteRoom, forkRoom, type Room } from './calls.ts'

const statusNotes: Readonly<Record<Room['status'], string>> = {
  open: 'open',
  locked: 'locked: nobody new comes in',
  closed: 'closed',
}

/** One room of the account: go in, make another like it, or delete it. */
export function RoomCard(props: {
  readonly room: Room
  readonly onDeleted: () => void
  readonly onForked: () => void
}) {
  const navigate = useNavigate()
  const [deleting, setDeleting] = createSignal(false)
  const [trouble, setTrouble] = createSignal<string>()
  const isClosed = () => props.room.status === 'closed'
  const fork = async () => {
    try {
      const room = await forkRoom(props.room.id, { name: props.room.name })
      void say({ tone: 'good', title: `A new room of what waits in ${props.room.name}` })
      props.onForked()
      navigate(roomPath(room.code))
    } catch (error) {
      await sayError(error, 'No new room was made')
    }
  }
  const remove = async () => {
    setDeleting(false)
    try {
      await deleteRoom(props.room.id)
      props.onDeleted()
    } catch (error) {
      setTrouble(wordsOfError(error).detail)
    }
  }
  const items = (): readonly MenuItem[] => [
    {
      kind: 'action',
      name: 'Make a new room of what waits',
      icon: () => <GitFork aria-hidden="true" />,
      onSelect: () => void fork(),
    },
    {
      kind: 'action',
      name: 'Delete',
      icon: () => <Trash aria-hidden="true" />,
      danger: true,
      onSelect: () => setDeleting(true),
    },
  ]
  return (
    <div class="card room-card">
      <div class="grow">
        <p class="room-card-name clip">{props.room.name}</p>
        <p class="small muted num">
          <Show when={!isClosed()} fallback={`closed · ${agoOf(props.room.createdAt, Date.now())}`}>
            {shownRoomCode(props.room.code)} · {statusNotes[props.room.status]}
          </Show>
        </p>
        <Show when={trouble()}>{(words) => <p class="small field-error">{words()}</p>}</Show>
      </div>
      <Show when={!isClosed()}>
        <ButtonLink href={roomPath(props.room.code)}>Go in</ButtonLink>
      </Show>
      <Menu
        label={`More for ${props.room.name}`}
        icon={() => <EllipsisVertical aria-hidden="true" />}
        items={items()}
      />
      <ConfirmDialog
        open={deleting()}
        title={`Delete ${props.room.name}?`}
        text="Whoever is in it is sent home, and its queue and its history are gone for good."
        confirmWords="Delete"
        onConfirm={() => void remove()}
        onClose={() => setDeleting(false)}
      />
    </div>
  )
}
