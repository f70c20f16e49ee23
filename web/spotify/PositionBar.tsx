import { createSignal } from 'solid-js'
import { clockOf, spokenSeconds } from '../ui/words.ts'
import { type Playback, seekTo } from './calls.ts'
import type { PlaybackWatch } from './playback.ts'

/** One press of an arrow key. */
const stepMs = 1_000

/** Where the song is; dragged, it shows where it would go, and goes there when it is let go. */
export function PositionBar(props: { readonly watch: PlaybackWatch; readonly now: Playback }) {
  const [dragged, setDragged] = createSignal<number>()
  const durationMs = () => props.now.item?.durationMs ?? 0
  const shownMs = () => dragged() ?? props.watch.positionMs()
  const settle = (positionMs: number) => {
    setDragged(undefined)
    void props.watch.order(() => seekTo(positionMs), { progressMs: positionMs })
  }
  return (
    <div class="spotify-position">
      <input
        type="range"
        aria-label="Position"
        aria-valuetext={`${spokenSeconds(shownMs() / 1000)} of ${spokenSeconds(durationMs() / 1000)}`}
        min={0}
        max={durationMs()}
        step={stepMs}
        value={shownMs()}
        disabled={durationMs() === 0 || props.now.disallows.includes('seeking')}
        onInput={(event) => setDragged(event.currentTarget.valueAsNumber)}
        onChange={(event) => settle(event.currentTarget.valueAsNumber)}
      />
      <div class="spotify-position-times small muted num" aria-hidden="true">
        <span>{clockOf(shownMs() / 1000)}</span>
        <span>{clockOf(durationMs() / 1000)}</span>
      </div>
    </div>
  )
}
