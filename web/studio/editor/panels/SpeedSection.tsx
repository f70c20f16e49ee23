import { createMemo, Show } from 'solid-js'
import type { SpeedRamp, TimelineClip } from '#core/timeline/timeline.ts'
import { Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/Select.tsx'
import { Slider } from '../../../ui/Slider.tsx'
import type { Editor } from '../editor.ts'
import { firstFrom, shortPlaceOf } from '../song-grid.ts'

/** Steps of speed are even to the ear of the eye: each is about a fifth more than the last. */
const speedOf = (position: number) => Math.round(100 * 2 ** position) / 100
const positionOf = (speed: number) => Math.log2(speed)

/** How fast a film runs, and on which beat it has reached its last speed. */
export function SpeedSection(props: { readonly editor: Editor; readonly targets: readonly number[] }) {
  const films = createMemo(() =>
    props.targets.filter((index) => props.editor.settled().clips[index]?.shot.kind === 'clip'),
  )
  const first = createMemo((): { readonly clip: TimelineClip; readonly speed: SpeedRamp } | undefined => {
    const clip = props.editor.settled().clips[films()[0] ?? -1]
    return clip?.shot.kind === 'clip' ? { clip, speed: clip.shot.speed } : undefined
  })
  const set = (change: Partial<SpeedRamp>, isMove: boolean) => {
    const now = first()
    if (now === undefined) return
    const speed = { ...now.speed, ...change }
    props.editor.do(
      { kind: 'change-shots', clips: films(), change: { speed } },
      { words: 'Changed the speed', ...(isMove ? { key: `speed-${films().join()}` } : {}) },
    )
  }
  const ends = createMemo(() => {
    const clip = first()?.clip
    if (clip === undefined) return []
    const { beats } = props.editor.grid()
    const from = firstFrom(beats, (beat) => beat.frame, clip.startFrame + 2)
    const to = firstFrom(beats, (beat) => beat.frame, clip.startFrame + clip.lengthFrames + 1)
    const onBeats = beats.slice(from, to).map(({ frame }) => ({
      value: String(frame - clip.startFrame),
      name: `bar ${shortPlaceOf(props.editor.grid(), frame) ?? ''}`,
    }))
    return [{ value: '0', name: 'the whole clip alike' }, ...onBeats]
  })
  const end = () => {
    const speed = first()?.speed
    if (speed === undefined || speed.from === speed.to) return '0'
    return ends().find(({ value }) => value === String(speed.endFrame))?.value ?? '0'
  }
  return (
    <Show when={first()}>
      {(now) => (
        <section class="panel-section" aria-label="Speed">
          <div class="row between">
            <p class="label">Film</p>
            <Button
              kind="ghost"
              aria-pressed={props.editor.slips()}
              onClick={() => props.editor.setSlips(!props.editor.slips())}
            >
              {props.editor.slips() ? 'Done slipping' : 'Slip by dragging'} <kbd>Alt</kbd>
            </Button>
          </div>
          <Show when={props.editor.slips()}>
            <p class="small muted">Drag the chosen clip: the film moves under it, its cuts stay.</p>
          </Show>
          <Slider
            label={end() === '0' ? 'Speed' : 'Begins at'}
            min={-3}
            max={3}
            step={0.25}
            value={positionOf(now().speed.from)}
            words={`${now().speed.from}×`}
            onInput={(position) => {
              const from = speedOf(position)
              set(end() === '0' ? { from, to: from } : { from }, true)
            }}
            onSettled={() => props.editor.endMove()}
          />
          <Show when={end() !== '0'}>
            <Slider
              label="Ends at"
              min={-3}
              max={3}
              step={0.25}
              value={positionOf(now().speed.to)}
              words={`${now().speed.to}×`}
              onInput={(position) => set({ to: speedOf(position) }, true)}
              onSettled={() => props.editor.endMove()}
            />
          </Show>
          <Show when={ends().length > 1}>
            <Select
              label="Changes until the beat"
              choices={ends()}
              value={end()}
              onChange={(value) =>
                set(
                  value === '0'
                    ? { to: now().speed.from, startFrame: 0, endFrame: 0 }
                    : { startFrame: 0, endFrame: Number(value), to: rampTarget(now().speed) },
                  false,
                )
              }
            />
          </Show>
        </section>
      )}
    </Show>
  )
}

/** A ramp that was just asked for goes somewhere: to half the speed, unless it goes somewhere already. */
function rampTarget({ from, to }: SpeedRamp): number {
  return from === to ? Math.max(0.1, from / 2) : to
}
