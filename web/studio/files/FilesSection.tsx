import { useSearchParams } from '@solidjs/router'
import Download from 'lucide-solid/icons/download'
import Files from 'lucide-solid/icons/files'
import X from 'lucide-solid/icons/x'
import { createResource, createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { cutsUrl, renderDownloadUrl } from '../../api/calls.ts'
import { isFinal } from '../../api/follow.ts'
import type { FileOrder, OrderedFile, Song, Video } from '../../api/shapes.ts'
import { getSongDocuments } from '../../songs/documents.ts'
import { Announce } from '../../ui/Announce.tsx'
import { Button, DownloadLink } from '../../ui/Button.tsx'
import { SectionHead } from '../../ui/Page.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { sayError } from '../../ui/toast.ts'
import { bytesOf, percentOf } from '../../ui/words.ts'
import { namesOf } from './destination-words.ts'
import { createOrder } from './order.ts'
import './files.css'

const FilesDialog = lazy(async () => ({ default: (await import('./FilesDialog.tsx')).FilesDialog }))

/** Programs that open a video's cuts, and the file for each. */
const editorFiles = [
  { ending: 'otio', name: 'OpenTimelineIO', note: 'Resolve, Premiere, Avid, Nuke' },
  { ending: 'fcpxml', name: 'Final Cut Pro XML', note: 'Final Cut Pro, Resolve' },
  { ending: 'edl', name: 'EDL, picture', note: 'nearly everything' },
  { ending: 'audio.edl', name: 'EDL, sound', note: 'nearly everything' },
] as const

/** Files for every platform in one press, how they come along, and the cuts for editors. */
export function FilesSection(props: {
  readonly video: Video
  readonly song: Song
  /** A file has ended: lists of files have changed. */
  readonly onChange: () => void
}) {
  // The editor leads here with the wish to choose.
  const [search, setSearch] = useSearchParams<{ make?: string }>()
  const [choosing, setChoosing] = createSignal(search.make === 'files')
  const close = () => {
    setChoosing(false)
    setSearch({ make: undefined }, { replace: true })
  }
  const followed = createOrder(
    () => props.video.id,
    () => props.onChange(),
  )
  const [documents] = createResource(() => props.song.id, getSongDocuments)
  const isUnderWay = () => {
    const order = followed.order()
    return order !== undefined && !isFinal(order.status)
  }
  const analysis = () => (documents.state === 'ready' ? documents.latest?.analysis : undefined)
  return (
    <section aria-label="For every platform">
      <SectionHead title="For every platform" note="sizes, lengths and sound as each asks for them" />
      <div class="card padded files-section">
        <Show when={followed.order()}>{(order) => <OrderCard order={order()} />}</Show>
        <div class="files-actions">
          <Button
            kind="primary"
            icon={<Files aria-hidden="true" />}
            disabled={analysis() === undefined}
            onClick={() => setChoosing(true)}
          >
            Make files
          </Button>
          <Show
            when={isUnderWay()}
            fallback={
              <p class="small muted">
                YouTube, TikTok, Reels, Shorts, a Spotify Canvas, the best 15 seconds.
              </p>
            }
          >
            <Button icon={<X aria-hidden="true" />} onClick={() => followed.cancel().catch(sayError)}>
              Stop all
            </Button>
          </Show>
        </div>
        <details class="files-editors">
          <summary>For editors</summary>
          <p class="small muted">
            The cuts on their frames, the song where it begins, bars and parts as markers. Put your photos and
            clips beside the file.
          </p>
          <ul class="files-editor-rows">
            <For each={editorFiles}>
              {({ ending, name, note }) => (
                <li>
                  <DownloadLink
                    icon={<Download aria-hidden="true" />}
                    href={cutsUrl(props.video.id, ending)}
                    fileName={`${props.video.title}.${ending}`}
                  >
                    {name}
                  </DownloadLink>
                  <span class="small muted">{note}</span>
                </li>
              )}
            </For>
          </ul>
        </details>
      </div>
      <Suspense>
        <Show when={choosing() && analysis()}>
          {(found) => (
            <FilesDialog
              title={props.video.title}
              song={props.song}
              source={{ timeline: props.video.timeline, analysis: found() }}
              onPlace={(files) => followed.place(files)}
              onClose={close}
            />
          )}
        </Show>
      </Suspense>
    </section>
  )
}

const endings = {
  queued: 'waiting',
  running: 'being made',
  succeeded: 'ready',
  failed: 'failed',
  cancelled: 'stopped',
} as const satisfies Record<FileOrder['status'], string>

/** One order: one progress, and every file. */
function OrderCard(props: { readonly order: FileOrder }) {
  const isOver = () => isFinal(props.order.status)
  const ready = () => props.order.files.filter(({ render }) => render.status === 'succeeded').length
  const words = () => `${ready()} of ${props.order.files.length} files ready`
  return (
    <div class="files-order">
      <Show when={!isOver()}>
        <Progress label={words()} value={props.order.progress} />
      </Show>
      <ul class="files-rows">
        <For each={props.order.files}>{(file) => <FileRow file={file} />}</For>
      </ul>
      <Announce text={isOver() ? words() : ''} />
    </div>
  )
}

function FileRow(props: { readonly file: OrderedFile }) {
  const note = () => {
    const { render, progress, error } = props.file
    if (error !== null) return error
    if (render.status === 'running') return `being made, ${percentOf(progress)}`
    return [endings[render.status], render.videoBytes === null ? undefined : bytesOf(render.videoBytes)]
      .filter((word) => word !== undefined)
      .join(' · ')
  }
  return (
    <li class="files-row">
      <div class="grow">
        <strong>{namesOf(props.file.destinations)}</strong>
        <p class="small muted num">{note()}</p>
      </div>
      <Show when={props.file.render.status === 'succeeded'}>
        <DownloadLink
          icon={<Download aria-hidden="true" />}
          href={renderDownloadUrl(props.file.render)}
          fileName={`${namesOf(props.file.destinations)}.mp4`}
        >
          Download
        </DownloadLink>
      </Show>
    </li>
  )
}
