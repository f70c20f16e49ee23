import Files from 'lucide-solid/icons/files'
import { Show } from 'solid-js'
import type { Preset } from '../../api/shapes.ts'
import { Button } from '../../ui/Button.tsx'
import { type Choice, SegmentedControl, TileChoices } from '../../ui/Choices.tsx'
import { ErrorLine } from '../../ui/ErrorLine.tsx'
import { presets } from '../choices.tsx'
import { canChooseFile } from './save-as.ts'

/** Who makes the file. */
export type Way = 'server' | 'device' | 'snippet'

const ways: readonly Choice<Way>[] = [
  { value: 'server', name: 'Render', note: 'the server makes it; close this page if you like' },
  { value: 'device', name: 'On this device', note: 'costs no server time; keep this page open' },
  { value: 'snippet', name: 'Snippet', note: '10 seconds in 360p, to send to a friend' },
]
const startWords = { server: 'Render', device: 'Make it here', snippet: 'Make the snippet' } as const

/** How the file is made, in which size, and what is in the way of that. */
export function FinishChoices(props: {
  readonly way: Way
  readonly onWay: (way: Way) => void
  readonly preset: Preset
  readonly onPreset: (preset: Preset) => void
  /** What went wrong the last time. */
  readonly failure: string | undefined
  /** Why it cannot be made this way now. */
  readonly missing: string | undefined
  readonly renderBusy: boolean
  readonly onFiles: () => void
  readonly onSaveAs: () => void
  readonly onStart: () => void
  readonly onClose: () => void
}) {
  return (
    <>
      <TileChoices label="How" choices={ways} value={props.way} onChange={props.onWay} />
      <Show when={props.way !== 'snippet'}>
        <SegmentedControl label="Size" choices={presets} value={props.preset} onChange={props.onPreset} />
      </Show>
      <Show when={props.way === 'server'}>
        <Button kind="ghost" icon={<Files aria-hidden="true" />} onClick={() => props.onFiles()}>
          Several at once, for YouTube, TikTok, Canvas and others
        </Button>
      </Show>
      <ErrorLine text={props.failure ?? props.missing} />
      <div class="dialog-actions">
        <Button onClick={() => props.onClose()}>Not now</Button>
        <Show when={props.way === 'device' && canChooseFile()}>
          <Button disabled={props.missing !== undefined} onClick={() => props.onSaveAs()}>
            Choose a file
          </Button>
        </Show>
        <Button
          kind="primary"
          disabled={props.missing !== undefined}
          busyWords={props.renderBusy ? 'Starting' : undefined}
          onClick={() => props.onStart()}
        >
          {startWords[props.way]}
        </Button>
      </div>
    </>
  )
}
