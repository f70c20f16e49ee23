import { createEffect, createMemo, createSignal, onCleanup, onMount } from 'solid-js'
import type { Analysis, Waveform } from '#core/audio/analysis.ts'
import { colourChanges } from '../ui/theme.ts'
import { drawPast } from './draw.ts'
import { makePalette } from './palette.ts'
import { partsOf } from './parts.ts'
import './player.css'

/** The picture of a song on its card: its waveform in the colours of its parts, and nothing to touch. */
export function SmallWave(props: { readonly peaks: Waveform; readonly analysis: Analysis }) {
  const [size, setSize] = createSignal('')
  let canvas: HTMLCanvasElement | undefined
  const parts = createMemo(() => partsOf(props.analysis))
  createEffect(() => {
    size()
    colourChanges()
    const place = canvas?.parentElement
    if (canvas === undefined || place === null || place === undefined) return
    drawPast(
      canvas,
      {
        waveform: props.peaks,
        parts: parts(),
        beatSeconds: [],
        downbeatSeconds: [],
        energy: undefined,
        cutSeconds: [],
        view: { fromSeconds: 0, toSeconds: Math.max(0.1, props.analysis.duration) },
        labels: false,
      },
      makePalette(place),
    )
  })
  onMount(() => {
    const observer = new ResizeObserver(() => setSize(`${canvas?.clientWidth} ${canvas?.clientHeight}`))
    if (canvas !== undefined) observer.observe(canvas)
    onCleanup(() => observer.disconnect())
  })
  return <canvas ref={canvas} class="small-wave" />
}
