import { createSignal, Show } from 'solid-js'
import type { Playlist } from '../playlists/calls.ts'
import { roomWords } from '../playlists/match-words.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorLine } from '../ui/ErrorLine.tsx'
import { createSending } from '../ui/sending.ts'
import { keepSnapshot, restoreInRoom } from './calls.ts'
import { type InRoom, InRoomResult } from './InRoomResult.tsx'
import { createRoomChoice, RoomChoice } from './RoomChoice.tsx'

/**
 * Sends the songs of a playlist to a room: those of the library wait in its queue, the others go on its wish list, and what was left out
 * stays out. What was sent is kept as a snapshot, so that it can be said later what a room was given.
 */
export function SendToRoom(props: { readonly playlist: Playlist; readonly onClose: () => void }) {
  const rooms = createRoomChoice()
  const [done, setDone] = createSignal<InRoom>()
  const sending = createSending(async () => {
    const room = rooms.chosen()
    if (room === undefined) return 'Make a room first.'
    const kept = await keepSnapshot({ kind: 'playlist', playlistId: props.playlist.id })
    const sent = await restoreInRoom(kept.id, room.id)
    setDone({ ...sent, room })
    return undefined
  })
  return (
    <Dialog
      open
      title={done() === undefined ? 'Send to a room' : 'Sent'}
      text={`${roomWords(props.playlist.counts, props.playlist.itemCount)} A snapshot is kept.`}
      onClose={props.onClose}
    >
      <Show
        when={done()}
        fallback={
          <form class="stack" onSubmit={sending.onSubmit} noValidate>
            <RoomChoice choice={rooms} />
            <ErrorLine text={sending.trouble()} />
            <div class="dialog-actions">
              <Button onClick={() => props.onClose()}>Not now</Button>
              <Button
                kind="primary"
                type="submit"
                disabled={rooms.chosen() === undefined}
                busyWords={sending.isSending() ? 'Sending' : undefined}
              >
                Send
              </Button>
            </div>
          </form>
        }
      >
        {(sent) => <InRoomResult done={sent()} onClose={props.onClose} />}
      </Show>
    </Dialog>
  )
}
