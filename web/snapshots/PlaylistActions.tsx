import { useNavigate } from '@solidjs/router'
import Camera from 'lucide-solid/icons/camera'
import Radio from 'lucide-solid/icons/radio'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import type { Playlist } from '../playlists/calls.ts'
import { Button } from '../ui/Button.tsx'
import { say, sayError } from '../ui/toast.ts'
import { keepSnapshot } from './calls.ts'

const SendToRoom = lazy(async () => ({ default: (await import('./SendToRoom.tsx')).SendToRoom }))

/** What the page of a playlist can do by way of snapshots: keep one, and send the songs to a room. */
export function PlaylistActions(props: { readonly playlist: Playlist }) {
  const navigate = useNavigate()
  const [busy, setBusy] = createSignal(false)
  const [sending, setSending] = createSignal(false)
  const keep = async () => {
    setBusy(true)
    try {
      const kept = await keepSnapshot({ kind: 'playlist', playlistId: props.playlist.id })
      await say({
        tone: 'good',
        title: `Version ${kept.version} is kept`,
        action: { name: 'Snapshots', onSelect: () => navigate('/snapshots') },
      })
    } catch (error) {
      await sayError(error, 'No snapshot was kept')
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button
        icon={<Camera aria-hidden="true" />}
        busyWords={busy() ? 'Keeping it' : undefined}
        onClick={() => void keep()}
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
