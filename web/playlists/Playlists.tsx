import Camera from 'lucide-solid/icons/camera'
import Plus from 'lucide-solid/icons/plus'
import { createSignal, For, lazy, onCleanup, onMount, Show, Suspense } from 'solid-js'
import { createLoaded } from '../api/loaded.ts'
import { SpotifyLink } from '../spotify/SpotifyLink.tsx'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { DropAnywhere, DropZone, filesOf } from '../ui/DropZone.tsx'
import { PageHeader } from '../ui/Page.tsx'
import { LoadedView, Skeleton } from '../ui/States.tsx'
import { counted } from '../ui/words.ts'
import { playlistAccept, playlistKinds } from './accept.ts'
import { listPlaylists } from './calls.ts'
import { PasteDialog, pastedFile } from './PasteDialog.tsx'
import { PlaylistCard } from './PlaylistCard.tsx'
import './playlists.css'

const BringPlaylist = lazy(async () => ({ default: (await import('./BringPlaylist.tsx')).BringPlaylist }))

/** Every playlist of this account, and the place to bring the next: dropped, chosen or pasted. */
export function Playlists() {
  const [brought, setBrought] = createSignal<File>()
  return (
    <Show when={brought()} keyed fallback={<PlaylistList onBring={setBrought} />}>
      {(file) => (
        <Suspense fallback={<Skeleton height="240px" round />}>
          <DropAnywhere
            words="Drop another playlist to read it instead"
            onFiles={([next]) => setBrought(next)}
          />
          <BringPlaylist file={file} onAnother={setBrought} onClose={() => setBrought(undefined)} />
        </Suspense>
      )}
    </Show>
  )
}

function PlaylistList(props: { readonly onBring: (file: File) => void }) {
  const playlists = createLoaded(() => true, listPlaylists)
  const [pasting, setPasting] = createSignal(false)
  let picker: HTMLInputElement | undefined
  const bring = ([file]: readonly File[]) => file !== undefined && props.onBring(file)
  onMount(() => {
    // Files that are pasted are `DropAnywhere`'s.
    const paste = (event: ClipboardEvent) => {
      if (isWriting(event.target) || filesOf(event.clipboardData).length > 0) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (text.trim() !== '') props.onBring(pastedFile(text))
    }
    document.addEventListener('paste', paste)
    onCleanup(() => document.removeEventListener('paste', paste))
  })
  return (
    <div class="with-main-action">
      <DropAnywhere words="Drop a playlist to look into it" onFiles={bring} />
      <PageHeader
        title="Playlists"
        note={<Show when={playlists.value()?.length}>{(count) => counted(count(), 'playlist')}</Show>}
      >
        <SpotifyLink />
        <ButtonLink href="/snapshots" icon={<Camera aria-hidden="true" />}>
          Snapshots
        </ButtonLink>
        <Show when={playlists.value()?.length}>
          <Button onClick={() => setPasting(true)}>Paste</Button>
          <Button
            kind="primary"
            class="main-action"
            icon={<Plus aria-hidden="true" />}
            onClick={() => picker?.click()}
          >
            Bring a playlist
          </Button>
        </Show>
      </PageHeader>
      <input
        ref={picker}
        type="file"
        hidden
        accept={playlistAccept}
        onChange={(event) => {
          bring(Array.from(event.currentTarget.files ?? []))
          event.currentTarget.value = ''
        }}
      />
      <LoadedView of={playlists} loading={<PlaylistsSkeleton />}>
        {(all) => (
          <Show
            when={all().length > 0}
            fallback={<NoPlaylists onFiles={bring} onPaste={() => setPasting(true)} />}
          >
            <ul class="playlist-grid">
              <For each={all()}>
                {(playlist) => (
                  <li>
                    <PlaylistCard playlist={playlist} />
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </LoadedView>
      <PasteDialog open={pasting()} onClose={() => setPasting(false)} onText={props.onBring} />
    </div>
  )
}

/** Whether a paste is meant for a field. */
function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}

function NoPlaylists(props: {
  readonly onFiles: (files: readonly File[]) => void
  readonly onPaste: () => void
}) {
  return (
    <div class="stack">
      <DropZone
        what="your first playlist"
        text="It is read on this device. You see every song and every fault of it before anything is saved."
        accept={playlistAccept}
        onFiles={props.onFiles}
      />
      <p class="playlist-kinds small muted">{playlistKinds}</p>
      <div class="row wrap playlist-paste">
        <Button onClick={props.onPaste}>Paste links or lines instead</Button>
      </div>
    </div>
  )
}

function PlaylistsSkeleton() {
  return (
    <div class="playlist-grid">
      <For each={[1, 2, 3]}>{() => <Skeleton height="132px" round />}</For>
    </div>
  )
}
