import ImagePlus from 'lucide-solid/icons/image-plus'
import RotateCcw from 'lucide-solid/icons/rotate-ccw'
import { createResource, createSignal, For, onCleanup, Show } from 'solid-js'
import { listMedia, renderFileUrl, thumbnailUrl } from '../api/calls.ts'
import type { Render } from '../api/shapes.ts'
import { Button } from '../ui/Button.tsx'
import { sayError } from '../ui/toast.ts'
import { clockOf } from '../ui/words.ts'
import { type FrameGrabber, jpegAt, jpegOf, openFrames, posterWidthPixels } from './frames.ts'
import { putPoster, removePoster, type Share, sharePosterUrl } from './share-calls.ts'

const frameCount = 10
const stripWidthPixels = 240

/** A frame of the strip. */
type StripFrame = { readonly seconds: number; readonly picture: HTMLCanvasElement }

/** The picture that stands for the video until it plays, and on cards of the link: a frame of it, or one of the library. */
export function PosterPicker(props: {
  readonly share: Share
  readonly render: Render
  readonly onChanged: (share: Share) => void
}) {
  const [version, setVersion] = createSignal(0)
  const [busy, setBusy] = createSignal(false)
  const [fromLibrary, setFromLibrary] = createSignal(false)
  const strip = createStrip(renderFileUrl(props.render))
  const choose = async (work: () => Promise<Share>) => {
    setBusy(true)
    try {
      props.onChanged(await work())
      setVersion((before) => before + 1)
    } catch (error) {
      await sayError(error, 'The picture stays as it is')
    } finally {
      setBusy(false)
    }
  }
  return (
    <section class="poster-picker" aria-label="Picture" aria-busy={busy()}>
      <div class="row between">
        <h3 class="field-label">Picture</h3>
        <Show when={props.share.hasOwnPoster}>
          <Button
            kind="ghost"
            icon={<RotateCcw aria-hidden="true" />}
            disabled={busy()}
            onClick={() => void choose(() => removePoster(props.share))}
          >
            The video's own
          </Button>
        </Show>
      </div>
      <img
        class="poster-now"
        src={sharePosterUrl(props.share, version())}
        alt="What stands for the video now"
      />
      <ul class="poster-strip" aria-label="Frames of the video">
        <For each={strip.frames()} fallback={<StripWaiting failed={strip.failed()} />}>
          {(frame) => (
            <li>
              <button
                type="button"
                disabled={busy()}
                aria-label={`Take the frame at ${clockOf(frame.seconds)}`}
                onClick={() =>
                  void choose(async () => putPoster(props.share, await strip.jpegAt(frame.seconds)))
                }
              >
                {frame.picture}
                <span class="num">{clockOf(frame.seconds)}</span>
              </button>
            </li>
          )}
        </For>
      </ul>
      <Show
        when={fromLibrary()}
        fallback={
          <Button kind="ghost" icon={<ImagePlus aria-hidden="true" />} onClick={() => setFromLibrary(true)}>
            Take one of my pictures
          </Button>
        }
      >
        <LibraryStrip
          busy={busy()}
          onChoose={(mediaId) =>
            void choose(async () => putPoster(props.share, await jpegAt(thumbnailUrl(mediaId, 'large'))))
          }
        />
      </Show>
    </section>
  )
}

function StripWaiting(props: { readonly failed: boolean }) {
  return (
    <li class="small muted">
      {props.failed ? 'This browser cannot take frames of the video.' : 'Taking frames of the video …'}
    </li>
  )
}

/** Frames spread over the video; they appear one by one, since each has to be sought. */
function createStrip(url: string) {
  const [frames, setFrames] = createSignal<readonly StripFrame[]>([])
  const [failed, setFailed] = createSignal(false)
  let isGone = false
  const opened = openFrames(url)
  let last: Promise<unknown> = opened
  // One seek at a time: the element is in one place only.
  const drawAt = (seconds: number, widthPixels: number): Promise<HTMLCanvasElement> => {
    const drawing = last.catch(() => undefined).then(async () => (await opened).drawAt(seconds, widthPixels))
    last = drawing
    return drawing
  }
  const fill = async () => {
    const { durationSeconds } = await opened
    for (let i = 0; i < frameCount && !isGone; i += 1) {
      const seconds = ((i + 0.5) / frameCount) * durationSeconds
      const picture = await drawAt(seconds, stripWidthPixels)
      setFrames((before) => [...before, { seconds, picture }])
    }
  }
  fill().catch(() => setFailed(true))
  onCleanup(() => {
    isGone = true
    opened.then((grabber: FrameGrabber) => grabber.close()).catch(() => undefined)
  })
  return {
    frames,
    failed,
    jpegAt: async (seconds: number) => await jpegOf(await drawAt(seconds, posterWidthPixels)),
  }
}

function LibraryStrip(props: { readonly busy: boolean; readonly onChoose: (mediaId: string) => void }) {
  const [media] = createResource(async () => (await listMedia()).filter((each) => each.status === 'ready'))
  return (
    <ul class="poster-strip" aria-label="Your pictures">
      <For
        each={media.state === 'ready' ? media.latest : []}
        fallback={
          <li class="small muted">{media.loading ? 'Fetching your pictures …' : 'There are none.'}</li>
        }
      >
        {(each) => (
          <li>
            <button
              type="button"
              disabled={props.busy}
              aria-label={`Take ${each.fileName}`}
              onClick={() => props.onChoose(each.id)}
            >
              <img src={thumbnailUrl(each.id, 'small')} alt="" loading="lazy" />
            </button>
          </li>
        )}
      </For>
    </ul>
  )
}
