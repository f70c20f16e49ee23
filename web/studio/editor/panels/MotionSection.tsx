import { Show } from 'solid-js'
import type { Easing, Fit } from '#core/timeline/timeline.ts'
import { Button } from '../../../ui/Button.tsx'
import { type Choice, SegmentedControl } from '../../../ui/Choices.tsx'
import { Select } from '../../../ui/Select.tsx'
import type { Editor } from '../editor.ts'
import { type MotionName, motionNameOf } from '../framing.ts'
import { hintOf } from '../shortcuts.ts'
import type { UiState } from '../ui-state.ts'
import { createCamera } from './camera.ts'

const motions: readonly Choice<MotionName | 'own'>[] = [
  { value: 'still', name: 'Still' },
  { value: 'in', name: 'In' },
  { value: 'out', name: 'Out' },
  { value: 'left', name: '←' },
  { value: 'right', name: '→' },
]
const fits: readonly Choice<Fit>[] = [
  { value: 'crop', name: 'Fill' },
  { value: 'fill', name: 'Blur' },
  { value: 'bars', name: 'Bars' },
]
const easings: readonly Choice<Easing>[] = [
  { value: 'linear', name: 'Even' },
  { value: 'ease-in', name: 'Slow start' },
  { value: 'ease-out', name: 'Slow end' },
  { value: 'ease-in-out', name: 'Slow start and end' },
]

/** Where the camera stands on the picture and how it moves, in the format that is looked at. */
export function MotionSection(props: {
  readonly editor: Editor
  readonly ui: UiState
  readonly targets: readonly number[]
}) {
  const { editor } = props
  const camera = createCamera(editor, () => props.targets)
  return (
    <Show when={camera.shown()}>
      {(shown) => (
        <section class="panel-section" aria-label="Camera">
          <div class="row between">
            <p class="label">
              Camera{editor.format() === editor.settled().aspect ? '' : ` in ${editor.format()}`}
            </p>
            <Button
              kind="ghost"
              aria-pressed={props.ui.framing()}
              onClick={() => props.ui.setFraming(!props.ui.framing())}
            >
              {props.ui.framing() ? 'Done' : 'Set on the picture'} <kbd>{hintOf('frame')}</kbd>
            </Button>
          </div>
          <Show when={shown().framing.kind === 'photo'}>
            <SegmentedControl<MotionName | 'own'>
              label="Motion"
              hideLabel
              choices={motions}
              value={motionNameOf(shown()) ?? 'own'}
              onChange={(motion) => motion !== 'own' && camera.setMotion(motion)}
            />
          </Show>
          <SegmentedControl
            label="How the picture fits"
            hideLabel
            choices={fits}
            value={shown().framing.framing.fit}
            onChange={camera.setFit}
          />
          <Show when={camera.easing()}>
            {(now) => (
              <Select
                label="Speed of the camera"
                choices={easings}
                value={now()}
                onChange={camera.setEasing}
              />
            )}
          </Show>
          <Show when={editor.format() !== editor.settled().aspect}>
            <p class="small muted">
              {shown().isByHand
                ? `Framed by hand for ${editor.format()}.`
                : `${editor.format()} follows the ${editor.settled().aspect} framing by itself. Change it here, and it is kept for ${editor.format()} alone.`}
            </p>
            <Show when={shown().isByHand}>
              <Button onClick={camera.reset}>Let it follow by itself</Button>
            </Show>
          </Show>
        </section>
      )}
    </Show>
  )
}
