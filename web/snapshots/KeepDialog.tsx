import { createSignal, Show } from 'solid-js'
import { createLoaded } from '../api/loaded.ts'
import { listPlaylists } from '../playlists/calls.ts'
import { Button } from '../ui/Button.tsx'
import { SegmentedControl } from '../ui/Choices.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorLine } from '../ui/ErrorLine.tsx'
import { sayKept } from '../ui/kept.ts'
import { Select } from '../ui/Select.tsx'
import { Skeleton } from '../ui/States.tsx'
import { createSending } from '../ui/sending.ts'
import { counted } from '../ui/words.ts'
import { keepSnapshot, type Snapshot } from './calls.ts'
import { createRoomChoice, RoomChoice } from './RoomChoice.tsx'

/** Keeps the queue of a room, or a playlist, as it is now. */
export function KeepDialog(props: {
  readonly onKept: (snapshot: Snapshot) => void
  readonly onClose: () => void
}) {
  const [kind, setKind] = createSignal<'room' | 'playlist'>('room')
  const [wanted, setWanted] = createSignal<string>()
  const rooms = createRoomChoice()
  const playlists = createLoaded(() => true, listPlaylists)
  const playlist = () => playlists.value()?.find(({ id }) => id === wanted()) ?? playlists.value()?.[0]
  const sending = createSending(async () => {
    const roomId = rooms.chosen()?.id
    const playlistId = playlist()?.id
    const source =
      kind() === 'room'
        ? roomId !== undefined && ({ kind: 'room', roomId } as const)
        : playlistId !== undefined && ({ kind: 'playlist', playlistId } as const)
    if (source === false) return `There is no ${kind()} to keep yet.`
    const kept = await keepSnapshot(source)
    props.onKept(kept)
    props.onClose()
    await sayKept(kept)
    return undefined
  })
  return (
    <Dialog
      open
      title="Keep a snapshot"
      text="A copy of the list as it is now. It never changes."
      onClose={props.onClose}
    >
      <form class="stack" onSubmit={sending.onSubmit} noValidate>
        <SegmentedControl
          label="Of"
          choices={[
            { value: 'room', name: 'A room' },
            { value: 'playlist', name: 'A playlist' },
          ]}
          value={kind()}
          onChange={setKind}
        />
        <Show when={kind() === 'playlist'} fallback={<RoomChoice choice={rooms} />}>
          <Show when={playlists.value()} fallback={<Skeleton height="64px" />}>
            {(all) => (
              <Show when={all().length > 0} fallback={<p class="muted">You have no playlist yet.</p>}>
                <Select
                  label="Playlist"
                  choices={all().map(({ id, title, itemCount }) => ({
                    value: id,
                    name: `${title} · ${counted(itemCount, 'song')}`,
                  }))}
                  value={playlist()?.id ?? ''}
                  onChange={setWanted}
                />
              </Show>
            )}
          </Show>
        </Show>
        <ErrorLine text={sending.trouble()} />
        <div class="dialog-actions">
          <Button onClick={() => props.onClose()}>Not now</Button>
          <Button kind="primary" type="submit" busyWords={sending.isSending() ? 'Keeping it' : undefined}>
            Keep it
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
