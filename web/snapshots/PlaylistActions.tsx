import { useNavigate } from '@solidjs/router'
import Camera from 'lucide-solid/icons/camera'
import Radio from 'lucide-solid/icons/radio'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import type { Playlist } from '../playlists/calls.ts'
import { Button } from '../ui/Button.tsx'
import { createKeeping } from '../ui/kept.ts'
import { keepSnapshot } from './calls.ts'

const SendToRoom = lazy(async () => ({ default: (await import('./SendToRoom.tsx')).SendToRoom }))

/** What the page of a playlist can do by way of snapshots: keep one, and send the songs to a room. */
export function PlaylistActions(props: { readonly playlist: Playlist }) {
  const navigate = useNavigate()
  const [sending, setSending] = createSignal(false)
  const keeping = createKeeping(
    () => keepSnapshot({ kind: 'playlist', playlistId: props.playlist.id }),
    () => navigate('/snapshots'),
  )
  return (
    <>
      <Button
        icon={<Camera aria-hidden="true" />}
        busyWords={keeping.isBusy() ? 'Keeping it' : undefined}
        onClick={keeping.press}
      >
        Keep a snapshot
      </Button>
      <Button
        kind="primary"
        class="main-action"
        icon={<Radio aria-hidden="true" />}
        onClick={() => setSending(true)}
      >
        Send to a room
      </Button>
      <Suspense>
        <Show when={sending()}>
          <SendToRoom playlist={props.playlist} onClose={() => setSending(false)} />
        </Show>
      </Suspense>
    </>
  )
}
