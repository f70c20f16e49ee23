import Download from 'lucide-solid/icons/download'
import Files from 'lucide-solid/icons/files'
import Share2 from 'lucide-solid/icons/share-2'
import { createResource, createSignal, For, Match, Show, Switch } from 'solid-js'
import { frameSize } from '#core/timeline/preset.ts'
import type { Preset, Proof } from '../../api/shapes.ts'
import { Announce } from '../../ui/Announce.tsx'
import { Button, DownloadLink } from '../../ui/Button.tsx'
import { type Choice, SegmentedControl, TileChoices } from '../../ui/Choices.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { sayError } from '../../ui/toast.ts'
import { bytesOf, leftOf, percentOf } from '../../ui/words.ts'
import { presets } from '../choices.tsx'
import { proofWords } from '../video-words.ts'
import { type Finishing, snippetOf, unreadyOf } from './device-frames.ts'
import { createDeviceWork, type DeviceState, type Finished } from './device-work.ts'
import './finish.css'

type Way = 'server' | 'device' | 'snippet'

const ways: readonly Choice<Way>[] = [
  { value: 'server', name: 'Render', note: 'the server makes it; close this page if you like' },
  { value: 'device', name: 'On this device', note: 'costs no server time; keep this page open' },
  { value: 'snippet', name: 'Snippet', note: '10 seconds in 360p, to send to a friend' },
]

/** Makes a file of the video as it is now: by the server, on this device, or a few seconds of it at once. */
export function FinishDialog(props: {
  readonly title: string
  readonly finishing: Finishing
  /** Where one looks: a snippet begins there. */
  readonly frame: number
  readonly onRender: (preset: Preset) => void
  readonly renderBusy: boolean
  /** Several files at once, for platforms. */
  readonly onFiles: () => void
  readonly onClose: () => void
}) {
  const [way, setWay] = createSignal<Way>('server')
  const [preset, setPreset] = createSignal<Preset>('1080p30')
  const work = createDeviceWork()
  const [encodes] = createResource(
    () => ({ preset: preset(), aspect: props.finishing.aspect }),
    async ({ preset: asked, aspect }) => {
      const { canExport } = await import('../../device/export-video.ts')
      return await canExport({ ...frameSize(asked, aspect), frameRate: props.finishing.timeline.frameRate })
    },
  )
  const name = () => `${props.title} ${props.finishing.aspect.replace(':', 'x')}`
  const start = () => {
    const chosen = way()
    if (chosen === 'server') props.onRender(preset())
    else if (chosen === 'device') work.start({ kind: 'video', preset: preset() }, props.finishing, name())
    else {
      const stretch = snippetOf(props.finishing.timeline, props.frame)
      work.start({ kind: 'snippet', stretch }, props.finishing, `${name()} snippet`)
    }
  }
  const saveAs = async () => {
    const into = await askForFile(`${name()}.mp4`)
    if (into !== undefined) work.start({ kind: 'video', preset: preset(), into }, props.finishing, name())
  }
  const missing = () => {
    if (way() === 'server') return undefined
    if (way() === 'device' && encodes() === false)
      return 'This browser cannot encode H.264 in this size. Choose a smaller one, or let the server render it.'
    const waiting = unreadyOf(props.finishing)
    if (waiting.length === 0) return undefined
    return `${waiting.join(', ')} cannot be read on this device yet. Wait until it is ready, or let the server render.`
  }
  // Work that goes on is not given up by a slip of the finger.
  const close = () => {
    if (work.state().kind !== 'working') props.onClose()
  }
  const words = { server: 'Render', device: 'Make it here', snippet: 'Make the snippet' } as const
  return (
    <Dialog
      open
      title="Make a file"
      text={`${props.title}, as it is now, in ${props.finishing.aspect}`}
      onClose={close}
    >
      <div class="finish">
        <Switch>
          <Match when={work.state().kind === 'idle' || work.state().kind === 'failed'}>
            <TileChoices label="How" choices={ways} value={way()} onChange={setWay} />
            <Show when={way() !== 'snippet'}>
              <SegmentedControl label="Size" choices={presets} value={preset()} onChange={setPreset} />
            </Show>
            <Show when={way() === 'server'}>
              <Button kind="ghost" icon={<Files aria-hidden="true" />} onClick={() => props.onFiles()}>
                Several at once, for YouTube, TikTok, Canvas and others
              </Button>
            </Show>
            <Show when={failureOf(work.state()) ?? missing()}>
              {(sentence) => (
                <p class="finish-bad" role="alert">
                  {sentence()}
                </p>
              )}
            </Show>
            <div class="dialog-actions">
              <Button onClick={() => props.onClose()}>Not now</Button>
              <Show when={way() === 'device' && canChooseFile()}>
                <Button disabled={missing() !== undefined} onClick={() => void saveAs()}>
                  Choose a file
                </Button>
              </Show>
              <Button
                kind="primary"
                disabled={missing() !== undefined}
                busyWords={props.renderBusy ? 'Starting' : undefined}
                onClick={start}
              >
                {words[way()]}
              </Button>
            </div>
          </Match>
          <Match when={workingOf(work.state())}>
            {(state) => <Working state={state()} onCancel={() => work.cancel()} />}
          </Match>
          <Match when={finishedOf(work.state())}>
            {(finished) => <Done finished={finished()} onAgain={() => work.cancel()} />}
          </Match>
        </Switch>
        <Show when={work.problems().length > 0}>
          <ul class="finish-problems small muted">
            <For each={work.problems()}>{(sentence) => <li>{sentence}</li>}</For>
          </ul>
        </Show>
      </div>
    </Dialog>
  )
}

/** Not every browser has it, and TypeScript's library does not know it (File System Access, a WICG draft). */
type FilePicker = {
  showSaveFilePicker?: (wish: {
    suggestedName: string
    types: readonly { description: string; accept: Readonly<Record<string, readonly string[]>> }[]
  }) => Promise<FileSystemFileHandle>
}

function canChooseFile(): boolean {
  return (window as FilePicker).showSaveFilePicker !== undefined
}

/** The file that the person chooses; `undefined` when they changed their mind. */
async function askForFile(suggestedName: string): Promise<FileSystemFileHandle | undefined> {
  const types = [{ description: 'Video', accept: { 'video/mp4': ['.mp4'] } }]
  try {
    return await (window as FilePicker).showSaveFilePicker?.({ suggestedName, types })
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) await sayError(error)
    return undefined
  }
}

type WorkingState = Extract<DeviceState, { kind: 'working' }>

function workingOf(state: DeviceState): WorkingState | undefined {
  return state.kind === 'working' ? state : undefined
}

function finishedOf(state: DeviceState): Finished | undefined {
  return state.kind === 'done' ? state.finished : undefined
}

function failureOf(state: DeviceState): string | undefined {
  return state.kind === 'failed' ? state.sentence : undefined
}

/** Less than this done says nothing yet about how long the rest takes. */
const leastShare = 0.05

function Working(props: { readonly state: WorkingState; readonly onCancel: () => void }) {
  const left = () => {
    const { progress, startedAtMs } = props.state
    if (progress < leastShare) return undefined
    return leftOf((((performance.now() - startedAtMs) / 1000) * (1 - progress)) / progress)
  }
  return (
    <>
      <Progress label={props.state.stage} value={props.state.progress} note={left()} />
      <div class="dialog-actions">
        <Button onClick={() => props.onCancel()}>Stop</Button>
      </div>
      <Announce text={`${props.state.stage}, ${percentOf(Math.floor(props.state.progress * 4) / 4)}`} />
    </>
  )
}

function Done(props: { readonly finished: Finished; readonly onAgain: () => void }) {
  const canShare = () => navigator.canShare?.({ files: [props.finished.file] }) === true
  const share = () =>
    // Whoever closes the share sheet changed their mind; nothing failed.
    void navigator.share({ files: [props.finished.file] }).catch(() => undefined)
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: a music video has no speech of its own to caption */}
      <video class="finish-video" controls playsinline src={props.finished.url} aria-label="What was made" />
      <p class="small muted num">
        {[bytesOf(props.finished.file.size), wordsOfProof(props.finished.proof)].filter(Boolean).join(' · ')}
      </p>
      <div class="dialog-actions">
        <Button onClick={() => props.onAgain()}>Another one</Button>
        <Show when={canShare()}>
          <Button icon={<Share2 aria-hidden="true" />} onClick={share}>
            Share
          </Button>
        </Show>
        <DownloadLink
          kind="primary"
          icon={<Download aria-hidden="true" />}
          href={props.finished.url}
          fileName={props.finished.file.name}
        >
          Save
        </DownloadLink>
      </div>
      <Announce text="The file is ready" />
    </>
  )
}

function wordsOfProof(proof: Proof | undefined): string | undefined {
  return proof === undefined ? undefined : proofWords(proof)
}
