import { useNavigate } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { cutText } from '#core/language/cut-text.ts'
import { mostTitleCharacters } from '#core/language/title.ts'
import { Button } from '../ui/Button.tsx'
import { TileChoices } from '../ui/Choices.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorLine } from '../ui/ErrorLine.tsx'
import { createSending } from '../ui/sending.ts'
import { TextField } from '../ui/TextField.tsx'
import { say } from '../ui/toast.ts'
import { counted } from '../ui/words.ts'
import { restoreAsPlaylist, restoreInRoom, type Snapshot } from './calls.ts'
import { type InRoom, InRoomResult } from './InRoomResult.tsx'
import { createRoomChoice, RoomChoice } from './RoomChoice.tsx'

type Into = 'new-playlist' | 'room'

/** Puts a snapshot back: as a playlist of its own, or behind what waits in a room. Nothing that is there goes away. */
export function RestoreDialog(props: {
  readonly snapshot: Pick<Snapshot, 'id' | 'title' | 'itemCount'>
  readonly onClose: () => void
}) {
  const navigate = useNavigate()
  const [into, setInto] = createSignal<Into>('new-playlist')
  const [title, setTitle] = createSignal(cutText(props.snapshot.title, mostTitleCharacters))
  const [inRoom, setInRoom] = createSignal<InRoom>()
  const rooms = createRoomChoice()
  const sending = createSending(async () => {
    if (into() === 'room') {
      const room = rooms.chosen()
      if (room === undefined) return 'Choose a room first.'
      const restored = await restoreInRoom(props.snapshot.id, room.id)
      setInRoom({ ...restored, room })
      return undefined
    }
    const { playlistId } = await restoreAsPlaylist(props.snapshot.id, title().trim())
    props.onClose()
    navigate(`/playlists/${playlistId}`)
    await say({ tone: 'good', title: `Restored: ${counted(props.snapshot.itemCount, 'song')}` })
    return undefined
  })
  return (
    <Dialog
      open
      title={inRoom() === undefined ? 'Restore' : 'Restored'}
      text={`${props.snapshot.title}, ${counted(props.snapshot.itemCount, 'song')}`}
      onClose={props.onClose}
    >
      <Show
        when={inRoom()}
        fallback={
          <form class="stack" onSubmit={sending.onSubmit} noValidate>
            <TileChoices label="Into" choices={intoChoices} value={into()} onChange={setInto} />
            <Show when={into() === 'new-playlist'} fallback={<RoomChoice choice={rooms} />}>
              <TextField
                label="Title"
                value={title()}
                onInput={setTitle}
                maxLength={mostTitleCharacters}
                required
              />
            </Show>
            <ErrorLine text={sending.trouble()} />
            <div class="dialog-actions">
              <Button onClick={() => props.onClose()}>Not now</Button>
              <Button kind="primary" type="submit" busyWords={sending.isSending() ? 'Restoring' : undefined}>
                Restore
              </Button>
            </div>
          </form>
        }
      >
        {(done) => <InRoomResult done={done()} onClose={props.onClose} />}
      </Show>
    </Dialog>
  )
}

const intoChoices = [
  { value: 'new-playlist', name: 'A new playlist', note: 'As it was, song by song' },
  { value: 'room', name: 'A room', note: 'Behind what waits in its queue' },
] as const
