import { createMemo, createSignal, type JSX, onCleanup, onMount, Show } from 'solid-js'
import type { Analysis, Waveform as Peaks } from '#core/audio/analysis.ts'
import type { Clock } from './clock.ts'
import type { Scene } from './draw.ts'
import { Overview } from './Overview.tsx'
import { partsOf } from './parts.ts'
import { pulseAt } from './pulse.ts'
import { pixelsOf, type View } from './view.ts'
import { WaveDrawing } from './WaveDrawing.tsx'
import { WaveFoot } from './WaveFoot.tsx'
import { WavePlayhead } from './WavePlayhead.tsx'
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
        <WavePlayhead pixels={headPixels()} widthPixels={width()} pulse={pulse()} />
      </div>
      <Show when={props.under}>
        {(under) => (
          <div class="wave-under">
            {under()(waveView.view())}
            <WavePlayhead pixels={headPixels()} widthPixels={width()} />
          </div>
        )}
      </Show>
      <Show when={waveView.isZoomed()}>
        <Overview whole={whole()} view={waveView.view()} parts={parts()} onView={waveView.show} />
      </Show>
      <WaveFoot clock={props.clock} waveView={waveView} whole={whole()} />
    </div>
  )
}
