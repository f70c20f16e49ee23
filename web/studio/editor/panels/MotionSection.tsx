import { createMemo, Show } from 'solid-js'
import type { Edit } from '#core/timeline/edit/edit.ts'
import type { Easing, Fit } from '#core/timeline/timeline.ts'
import { Button } from '../../../ui/Button.tsx'
import { type Choice, SegmentedControl } from '../../../ui/Choices.tsx'
import { Select } from '../../../ui/Select.tsx'
import type { Editor } from '../editor.ts'
import { framingShown, type MotionName, motionNameOf, namedMotion, refitted } from '../framing.ts'
import { hintOf } from '../shortcuts.ts'
import type { UiState } from '../ui-state.ts'

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
  const pictures = createMemo(
    () => new Map(editor.material().pictures.map((picture) => [picture.mediaId, picture])),
  )
  const shownOf = (index: number) => {
    const shot = editor.settled().clips[index]?.shot
    if (shot === undefined || shot.kind === 'visual') return undefined
    return framingShown(editor.settled(), shot, editor.format(), pictures().get(shot.mediaId))
  }
  const first = createMemo(() => shownOf(props.targets[0] ?? -1))
  const easing = () => {
    const shot = editor.settled().clips[props.targets[0] ?? -1]?.shot
    return shot?.kind === 'photo' ? shot.easing : undefined
  }
  const setMotion = (motion: MotionName | 'own') => {
    if (motion === 'own') return
    const edits = props.targets.flatMap((clip): readonly Edit[] => {
      const shown = shownOf(clip)
      if (shown?.framing.kind !== 'photo') return []
      const framing = { ...shown.framing.framing, ...namedMotion(shown, motion) }
      return [{ kind: 'frame', clip, aspect: editor.format(), framing: { kind: 'photo', framing } }]
    })
    editor.do(edits, { words: 'Changed the motion' })
  }
  const setFit = (fit: Fit) => {
    const edits = props.targets.flatMap((clip): readonly Edit[] => {
      const shot = editor.settled().clips[clip]?.shot
      const shown = shownOf(clip)
      if (shown === undefined || shot === undefined || shot.kind === 'visual') return []
      const picture = pictures().get(shot.mediaId)
      const ratio = picture === undefined ? 1 : picture.widthPixels / picture.heightPixels
      const framing = refitted(shown, fit, ratio)
      return [{ kind: 'frame', clip, aspect: editor.format(), framing }]
    })
    editor.do(edits, { words: 'Changed how the picture fits' })
  }
  const reset = () => {
    const aspect = editor.format()
    const edits = props.targets.map((clip): Edit => ({ kind: 'frame', clip, aspect }))
    editor.do(edits, { words: `${aspect} follows by itself again` })
  }
  return (
    <Show when={first()}>
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
              onChange={setMotion}
            />
          </Show>
          <SegmentedControl
            label="How the picture fits"
            hideLabel
            choices={fits}
            value={shown().framing.framing.fit}
            onChange={setFit}
          />
          <Show when={easing()}>
            {(now) => (
              <Select
                label="Speed of the camera"
                choices={easings}
                value={now()}
                onChange={(next) =>
                  editor.do(
                    { kind: 'change-shots', clips: props.targets, change: { easing: next } },
                    { words: 'Changed the easing' },
                  )
                }
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
              <Button onClick={reset}>Let it follow by itself</Button>
            </Show>
          </Show>
        </section>
      )}
    </Show>
  )
}
