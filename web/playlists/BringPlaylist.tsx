import FileMark from 'lucide-solid/icons/file-exclamation-point'
import { createResource, createSignal, Match, onCleanup, Show, Switch } from 'solid-js'
import { PlaylistUnreadable } from '#core/playlists/reading.ts'
import { Button } from '../ui/Button.tsx'
import { PageHeader } from '../ui/Page.tsx'
import { Progress } from '../ui/Progress.tsx'
import { EmptyState, ErrorState } from '../ui/States.tsx'
import { bytesOf, counted } from '../ui/words.ts'
import { playlistAccept } from './accept.ts'
import { ImportReview } from './ImportReview.tsx'
import { type ReadingProgress, readOnDevice } from './read-on-device.ts'

/** Looks into a file that was brought: reads it on this device, shows what is in it, and imports it when that is wanted. */
export function BringPlaylist(props: {
  readonly file: File
  readonly onAnother: (file: File) => void
  readonly onClose: () => void
}) {
  const [progress, setProgress] = createSignal<ReadingProgress>({ fraction: 0, itemCount: 0 })
  const leaving = new AbortController()
  onCleanup(() => leaving.abort())
  const [read] = createResource(() =>
    readOnDevice(props.file, { signal: leaving.signal, onProgress: setProgress }),
  )
  return (
    <Switch>
      <Match when={read.state === 'errored'}>
        <Unreadable
          file={props.file}
          error={read.error}
          onAnother={props.onAnother}
          onClose={props.onClose}
        />
      </Match>
      <Match when={read.state === 'ready' && read.latest}>
        {(found) => <ImportReview file={props.file} read={found()} onClose={props.onClose} />}
      </Match>
      <Match when={true}>
        <PageHeader
          title="Reading it"
          over={props.file.name}
          note="On this device. Nothing is sent and nothing is saved."
        />
        <div class="card padded stack">
          <Progress
            label={`${bytesOf(props.file.size)}, ${counted(progress().itemCount, 'song')} so far`}
            value={progress().fraction}
          />
          <div class="row wrap">
            <Button onClick={() => props.onClose()}>Stop reading</Button>
          </div>
        </div>
      </Match>
    </Switch>
  )
}

function Unreadable(props: {
  readonly file: File
  readonly error: unknown
  readonly onAnother: (file: File) => void
  readonly onClose: () => void
}) {
  let picker: HTMLInputElement | undefined
  const reason = () => (props.error instanceof PlaylistUnreadable ? props.error.message : undefined)
  return (
    <>
      <PageHeader title="This is not read" over={props.file.name} note="Nothing was saved." />
      <Show when={reason()} fallback={<ErrorState error={props.error} />}>
        {(words) => (
          <div role="alert">
            <EmptyState icon={<FileMark />} title={props.file.name} text={words()}>
              <Button kind="primary" onClick={() => picker?.click()}>
                Choose another file
              </Button>
              <Button onClick={() => props.onClose()}>Back to the playlists</Button>
            </EmptyState>
          </div>
        )}
      </Show>
      <input
        ref={picker}
        type="file"
        hidden
        accept={playlistAccept}
        onChange={(event) => {
          const [file] = Array.from(event.currentTarget.files ?? [])
          if (file !== undefined) props.onAnother(file)
        }}
      />
    </>
  )
}
