import Download from 'lucide-solid/icons/download'
import { createEffect, createMemo, createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import type { SharedFile, SharedVideo } from '#core/sharing/shared-video.ts'
import { bytesOf, clockOf } from '../ui/words.ts'
import { fileFor, formatFor, formatsOf, largestOf, type ScreenSize } from './pick-file.ts'
import { countView, downloadUrl } from './watch-calls.ts'
import { pressKey } from './watch-keys.ts'

const mostTries = 3

/** The video with its name, in the format that suits the screen. `onTrouble` asks what the link shows by now. */
export function Watch(props: { readonly video: SharedVideo; readonly onTrouble: () => Promise<void> }) {
  const [screen, setScreen] = createSignal(screenSize())
  const [begun, setBegun] = createSignal(false)
  const [wanted, setWanted] = createSignal<SharedFile['aspect']>()
  // A phone that is turned changes its format, but not under somebody who is watching.
  const measure = () => begun() || setScreen(screenSize())
  window.addEventListener('resize', measure)
  onCleanup(() => window.removeEventListener('resize', measure))
  const formats = () => formatsOf(props.video.files)
  const aspect = createMemo(() => {
    const chosen = wanted()
    return chosen !== undefined && formats().includes(chosen)
      ? chosen
      : formatFor(props.video.files, screen())
  })
  const file = createMemo(() => fileFor(props.video.files, aspect() ?? '16:9', screen()))
  const savedFile = () =>
    props.video.allowsDownload ? largestOf(props.video.files, aspect() ?? '16:9') : undefined
  onMount(() => {
    const { title, artist } = props.video
    document.title = `${artist === null ? title : `${title} · ${artist}`} · Cuecraft`
  })
  return (
    <Show when={file()}>
      {(shown) => (
        <div class="watch" style={{ '--ratio': String(shown().widthPixels / shown().heightPixels) }}>
          <Stage
            video={props.video}
            file={shown()}
            onBegin={() => {
              if (begun()) return
              setBegun(true)
              // A view that is not counted is nothing to trouble the viewer with.
              countView(props.video.slug).catch(() => undefined)
            }}
            onTrouble={props.onTrouble}
          />
          <div class="watch-about">
            <div class="watch-words">
              <h1>{props.video.title}</h1>
              <p class="muted num">{factsOf(props.video, shown()).join(' · ')}</p>
            </div>
            <div class="watch-actions">
              <Show when={formats().length > 1}>
                <Formats formats={formats()} chosen={shown().aspect} onChoose={setWanted} />
              </Show>
              <Show when={savedFile()}>
                {(saved) => (
                  <a class="button large" href={downloadUrl(saved())} download="">
                    <Download aria-hidden="true" />
                    Download <span class="watch-size num">{bytesOf(saved().bytes)}</span>
                  </a>
                )}
              </Show>
            </div>
          </div>
        </div>
      )}
    </Show>
  )
}

function factsOf(video: SharedVideo, file: SharedFile): readonly string[] {
  const until = video.expiresAt === null ? [] : [`here until ${dayOf(video.expiresAt)}`]
  return [...(video.artist === null ? [] : [video.artist]), clockOf(file.durationMs / 1000), ...until]
}

function dayOf(rfc3339: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(
    Date.parse(rfc3339),
  )
}

function screenSize(): ScreenSize {
  const { innerWidth, innerHeight, devicePixelRatio } = window
  return { widthPixels: innerWidth * devicePixelRatio, heightPixels: innerHeight * devicePixelRatio }
}

function Stage(props: {
  readonly video: SharedVideo
  readonly file: SharedFile
  readonly onBegin: () => void
  readonly onTrouble: () => Promise<void>
}) {
  let element: HTMLVideoElement | undefined
  const listen = (event: KeyboardEvent) => element !== undefined && pressKey(element, event)
  window.addEventListener('keydown', listen)
  onCleanup(() => window.removeEventListener('keydown', listen))
  let tries = 0
  // A connection that broke goes on where it broke; a link that shows something else by now shows that instead.
  const recover = async () => {
    const { url } = props.file
    const seconds = element?.currentTime ?? 0
    tries += 1
    await props.onTrouble()
    if (element?.isConnected !== true || props.file.url !== url || tries > mostTries) return
    element.load()
    element.currentTime = seconds
  }
  // Another format goes on where the one before was.
  createEffect((before: string | undefined) => {
    const { url } = props.file
    if (element === undefined || before === undefined || before === url) return url
    const { currentTime, paused } = element
    element.src = url
    element.currentTime = currentTime
    if (!paused) element.play().catch(() => undefined)
    return url
  }, undefined)
  return (
    <div class="watch-stage">
      <img class="watch-glow" src={props.video.poster.url} alt="" aria-hidden="true" />
      {/* biome-ignore lint/a11y/useMediaCaption: what is sung is written into the picture */}
      <video
        ref={element}
        src={props.file.url}
        poster={props.video.poster.url}
        controls
        controlslist={props.video.allowsDownload ? undefined : 'nodownload'}
        playsinline
        preload="metadata"
        aria-label={props.video.title}
        onPlaying={() => {
          tries = 0
          props.onBegin()
        }}
        onError={() => void recover()}
      />
    </div>
  )
}

function Formats(props: {
  readonly formats: readonly SharedFile['aspect'][]
  readonly chosen: SharedFile['aspect']
  readonly onChoose: (aspect: SharedFile['aspect']) => void
}) {
  return (
    <fieldset class="segments">
      <legend class="unseen">Format</legend>
      <For each={props.formats}>
        {(aspect) => (
          <label class="segment num" data-checked={aspect === props.chosen ? '' : undefined}>
            <input
              class="unseen"
              type="radio"
              name="format"
              checked={aspect === props.chosen}
              onChange={() => props.onChoose(aspect)}
            />
            {aspect}
          </label>
        )}
      </For>
    </fieldset>
  )
}
