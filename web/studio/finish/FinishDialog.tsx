import { createResource, createSignal, For, Match, Show, Switch } from 'solid-js'
import { frameSize } from '#core/timeline/preset.ts'
import type { Preset } from '../../api/shapes.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { type Finishing, snippetOf, unreadyOf } from './device-frames.ts'
import { createDeviceWork, type DeviceState, type Finished } from './device-work.ts'
import { FinishChoices, type Way } from './FinishChoices.tsx'
import { FinishDone } from './FinishDone.tsx'
import { FinishWorking } from './FinishWorking.tsx'
import { askForFile } from './save-as.ts'
import './finish.css'

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
            <FinishChoices
              way={way()}
              onWay={setWay}
              preset={preset()}
              onPreset={setPreset}
              failure={failureOf(work.state())}
              missing={missing()}
              renderBusy={props.renderBusy}
              onFiles={() => props.onFiles()}
              onSaveAs={() => void saveAs()}
              onStart={start}
              onClose={() => props.onClose()}
            />
          </Match>
          <Match when={workingOf(work.state())}>
            {(state) => <FinishWorking state={state()} onCancel={() => work.cancel()} />}
          </Match>
          <Match when={finishedOf(work.state())}>
            {(finished) => <FinishDone finished={finished()} onAgain={() => work.cancel()} />}
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
