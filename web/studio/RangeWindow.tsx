import MoveHorizontal from 'lucide-solid/icons/move-horizontal'
import type { Analysis } from '../api/shapes.ts'
import { stepped } from '../player/keys.ts'
import { partsOf } from '../player/parts.ts'
import { pixelsOf, secondsAt, type View } from '../player/view.ts'
import { clockOf, spokenSeconds } from '../ui/words.ts'
import { snappedStart } from './stretch.ts'
import './studio.css'

/** The stretch a video takes, over the waveform: its grip is dragged, or moved by the keys, from bar to bar. */
export function RangeWindow(props: {
  readonly analysis: Analysis
  readonly view: View
  readonly startSeconds: number
  readonly lengthSeconds: number
  readonly onStart: (seconds: number) => void
}) {
  const percent = (seconds: number) => Math.min(100, Math.max(0, pixelsOf(props.view, 100, seconds)))
  const left = () => percent(props.startSeconds)
  const right = () => percent(props.startSeconds + props.lengthSeconds)
  const latest = () => Math.max(0, props.analysis.duration - props.lengthSeconds)
  const move = (seconds: number) => props.onStart(snappedStart(props.analysis, seconds, props.lengthSeconds))
  let grabbedAt = 0
  const secondsOf = (event: PointerEvent, grip: HTMLElement) => {
    const wave = grip.closest('.wave')?.getBoundingClientRect()
    return wave === undefined ? 0 : secondsAt(props.view, wave.width, event.clientX - wave.left)
  }
  return (
    <>
      <div class="window-shade before" style={{ width: `${left()}%` }} />
      <div class="window-shade after" style={{ left: `${right()}%` }} />
      <div class="window" style={{ left: `${left()}%`, width: `${right() - left()}%` }}>
        <div
          class="window-grip"
          role="slider"
          tabIndex={0}
          aria-label="Start of the video"
          aria-valuemin={0}
          aria-valuemax={Math.round(latest())}
          aria-valuenow={Math.round(props.startSeconds)}
          aria-valuetext={`from ${spokenSeconds(props.startSeconds)}, ${spokenSeconds(props.lengthSeconds)} long`}
          onPointerDown={(event) => {
            event.stopPropagation()
            event.currentTarget.setPointerCapture(event.pointerId)
            grabbedAt = secondsOf(event, event.currentTarget) - props.startSeconds
          }}
          onPointerMove={(event) => {
            event.stopPropagation()
            if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
            move(secondsOf(event, event.currentTarget) - grabbedAt)
          }}
          onKeyDown={(event) => {
            const target = stepped(event.key, true, props.startSeconds, {
              beatSeconds: [],
              downbeatSeconds: props.analysis.downbeats,
              partSeconds: partsOf(props.analysis).map((part) => part.startSeconds),
              whole: { fromSeconds: 0, toSeconds: latest() },
            })
            event.stopPropagation()
            if (target === undefined) return
            event.preventDefault()
            move(target)
          }}
        >
          <MoveHorizontal aria-hidden="true" />
          {clockOf(props.startSeconds)}
        </div>
      </div>
    </>
  )
}
