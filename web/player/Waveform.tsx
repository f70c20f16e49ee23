import ZoomIn from 'lucide-solid/icons/zoom-in'
import ZoomOut from 'lucide-solid/icons/zoom-out'
import { createMemo, createSignal, type JSX, onCleanup, onMount, Show } from 'solid-js'
import type { Analysis, Waveform as Peaks } from '#core/audio/analysis.ts'
import { IconButton } from '../ui/Button.tsx'
import { clockOf } from '../ui/words.ts'
import type { Clock } from './clock.ts'
import type { Scene } from './draw.ts'
import { Overview } from './Overview.tsx'
import { partsOf } from './parts.ts'
import { pulseAt } from './pulse.ts'
import { pixelsOf, type View } from './view.ts'
import { WaveDrawing } from './WaveDrawing.tsx'
import { WaveTouch } from './WaveTouch.tsx'
import { createWaveView } from './wave-view.ts'
import './player.css'

/** The song drawn as it is, playing in sync: click, drag or use the keys to move in it. */
export function Waveform(props: {
  readonly label: string
  readonly peaks: Peaks
  readonly analysis: Analysis
  readonly clock: Clock
  /** The stretch that can be seen at all: the whole song, or what a video uses of it. */
  readonly whole: View
  readonly heightPixels?: number
  readonly cutSeconds?: readonly number[]
  /** Drawn over the waveform, for example a chosen stretch. */
  readonly overlay?: (view: View) => JSX.Element
  /** Drawn under the waveform in the same view, for example the cuts of a video. */
  readonly under?: (view: View) => JSX.Element
}) {
  const [width, setWidth] = createSignal(0)
  let box: HTMLDivElement | undefined
  const whole = createMemo(() => props.whole, undefined, {
    equals: (a, b) => a?.fromSeconds === b?.fromSeconds && a?.toSeconds === b?.toSeconds,
  })
  const waveView = createWaveView(props.clock, whole)
  const parts = createMemo(() => partsOf(props.analysis))
  const beatSeconds = createMemo(() => props.analysis.beats.map((beat) => beat.time))
  const scene = createMemo(
    (): Scene => ({
      waveform: props.peaks,
      parts: parts(),
      beatSeconds: beatSeconds(),
      downbeatSeconds: props.analysis.downbeats,
      energy: props.analysis.energy,
      cutSeconds: props.cutSeconds ?? [],
      view: waveView.view(),
      labels: true,
    }),
  )
  const headPixels = createMemo(() =>
    props.clock.touched() ? pixelsOf(waveView.view(), width(), props.clock.seconds()) : undefined,
  )
  const pulse = () => (props.clock.playing() ? pulseAt(beatSeconds(), props.clock.seconds()).toFixed(2) : '0')
  onMount(() => {
    const observer = new ResizeObserver(() => setWidth(box?.clientWidth ?? 0))
    if (box !== undefined) observer.observe(box)
    onCleanup(() => observer.disconnect())
  })
  const sinceStart = (seconds: number) => clockOf(seconds - whole().fromSeconds)
  return (
    <div>
      <div ref={box} class="wave" style={{ height: `${props.heightPixels ?? 152}px` }}>
        <WaveTouch
          label={props.label}
          clock={props.clock}
          waveView={waveView}
          widthPixels={width()}
          places={{
            beatSeconds: beatSeconds(),
            downbeatSeconds: props.analysis.downbeats,
            partSeconds: parts().map((part) => part.startSeconds),
            whole: whole(),
          }}
          parts={parts()}
        >
          <WaveDrawing scene={scene()} widthPixels={width()} headPixels={headPixels()} />
        </WaveTouch>
        {props.overlay?.(waveView.view())}
        <Show when={inside(headPixels(), width())}>
          {(pixels) => (
            <div
              class="wave-playhead"
              style={{ transform: `translateX(${pixels().at}px)`, '--pulse': pulse() }}
              aria-hidden="true"
            />
          )}
        </Show>
      </div>
      <Show when={props.under}>
        {(under) => (
          <div class="wave-under">
            {under()(waveView.view())}
            <Show when={inside(headPixels(), width())}>
              {(pixels) => (
                <div
                  class="wave-playhead bare"
                  style={{ transform: `translateX(${pixels().at}px)` }}
                  aria-hidden="true"
                />
              )}
            </Show>
          </div>
        )}
      </Show>
      <Show when={waveView.isZoomed()}>
        <Overview whole={whole()} view={waveView.view()} parts={parts()} onView={waveView.show} />
      </Show>
      <div class="wave-foot">
        <span>{sinceStart(waveView.view().fromSeconds)}</span>
        <span class="now">
          {sinceStart(props.clock.seconds())} of {sinceStart(whole().toSeconds)}
        </span>
        <span class="wave-zoom">
          <IconButton
            kind="ghost"
            label="Zoom out"
            icon={<ZoomOut aria-hidden="true" />}
            disabled={!waveView.isZoomed()}
            onClick={() => waveView.zoom(1 / 2)}
          />
          <IconButton
            kind="ghost"
            label="Zoom in"
            icon={<ZoomIn aria-hidden="true" />}
            onClick={() => waveView.zoom(2)}
          />
        </span>
      </div>
    </div>
  )
}

/** The playhead where it can be seen; wrapped, because 0 is a place too. */
function inside(pixels: number | undefined, widthPixels: number): { readonly at: number } | undefined {
  if (pixels === undefined || pixels < -1 || pixels > widthPixels + 1) return undefined
  return { at: pixels }
}
