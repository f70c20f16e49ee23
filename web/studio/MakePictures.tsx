import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import type { LoadedHandle } from '../api/loaded.ts'
import type { Media } from '../api/shapes.ts'
import { MediaTile } from '../media/MediaTile.tsx'
import { Button } from '../ui/Button.tsx'
import { DropZone } from '../ui/DropZone.tsx'
import { Progress } from '../ui/Progress.tsx'
import { LoadedView, Skeleton } from '../ui/States.tsx'
import { say, sayError } from '../ui/toast.ts'
import { mediaAccept } from '../uploads/plan.ts'
import { queuedFiles } from '../uploads/queue.ts'
import '../media/media.css'
import './studio.css'

const ConfirmDialog = lazy(async () => ({ default: (await import('../ui/ConfirmDialog.tsx')).ConfirmDialog }))

/** The photos and clips of a video: dropped here, or chosen from what was brought before. */
export function MakePictures(props: {
  readonly library: LoadedHandle<readonly Media[]>
  readonly chosen: ReadonlySet<string>
  readonly onToggle: (mediaId: string) => void
  readonly onChosen: (mediaIds: readonly string[]) => void
  readonly onFiles: (files: readonly File[]) => void
  readonly onDelete: (mediaId: string) => Promise<void>
}) {
  let grid: HTMLUListElement | undefined
  const [doomed, setDoomed] = createSignal<Media>()
  const coming = () => queuedFiles().filter((item) => item.kind === 'media' && item.status !== 'failed')
  const usable = () => (props.library.value() ?? []).filter((media) => media.status !== 'failed')
  return (
    <div class="stack">
      <DropZone
        small
        multiple
        what="photos and clips"
        text="JPEG, PNG, WebP, AVIF, HEIC, MP4, MOV or WebM. Without any, a picture that follows the music is drawn."
        accept={mediaAccept}
        onFiles={props.onFiles}
      />
      <Show when={usable().length > 0}>
        <div class="row between">
          <p class="small muted num">
            {props.chosen.size} of {usable().length} chosen
          </p>
          <Button
            kind="ghost"
            onClick={() =>
              props.onChosen(props.chosen.size === usable().length ? [] : usable().map((media) => media.id))
            }
          >
            {props.chosen.size === usable().length ? 'Choose none' : 'Choose all'}
          </Button>
        </div>
      </Show>
      <LoadedView of={props.library} loading={<LibrarySkeleton />}>
        {(all) => (
          <ul class="media-grid" ref={grid} tabIndex={-1} aria-label="Photos and clips">
            <For each={coming()}>
              {(item) => (
                <li class="media-file">
                  <Progress label={item.fileName} value={item.sentBytes / Math.max(1, item.bytes)} />
                </li>
              )}
            </For>
            <For each={all()}>
              {(media) => (
                <li>
                  <MediaTile
                    media={media}
                    chosen={props.chosen.has(media.id)}
                    onToggle={() => props.onToggle(media.id)}
                    onDelete={() => setDoomed(media)}
                  />
                </li>
              )}
            </For>
          </ul>
        )}
      </LoadedView>
      <Show when={doomed()}>
        {(media) => (
          <DeletePicture
            media={media()}
            onDelete={() => props.onDelete(media().id)}
            focusAfter={() => grid}
            onClose={() => setDoomed(undefined)}
          />
        )}
      </Show>
    </div>
  )
}

/** Asks before a photo or clip is deleted, and says in words when a video still needs it. */
function DeletePicture(props: {
  readonly media: Media
  readonly onDelete: () => Promise<void>
  readonly focusAfter: () => HTMLElement | undefined
  readonly onClose: () => void
}) {
  const [busy, setBusy] = createSignal(false)
  const what = () => (props.media.kind === 'clip' ? 'clip' : 'photo')
  const remove = async () => {
    const { fileName } = props.media
    setBusy(true)
    try {
      await props.onDelete()
      await say({ tone: 'good', title: `"${fileName}" is deleted` })
    } catch (error) {
      await sayError(error, `The ${what()} stays`)
    } finally {
      props.onClose()
    }
  }
  return (
    <Suspense>
      <ConfirmDialog
        open
        title={`Delete this ${what()}?`}
        text={`"${props.media.fileName}" is removed for good. A ${what()} that a video is made with can only go after the video.`}
        confirmWords={`Delete the ${what()}`}
        busyWords={busy() ? 'Deleting' : undefined}
        focusAfter={props.focusAfter}
        onConfirm={() => void remove()}
        onClose={() => props.onClose()}
      />
    </Suspense>
  )
}

function LibrarySkeleton() {
  return (
    <div class="media-grid">
      <For each={[1, 2, 3, 4]}>{() => <Skeleton height="88px" />}</For>
    </div>
  )
}
