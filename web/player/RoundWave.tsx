import { createEffect, createMemo, createSignal, onCleanup, onMount } from 'solid-js'
import type { Analysis, Waveform } from '#core/audio/analysis.ts'
import { colourChanges } from '../ui/theme.ts'
import { preparedContext } from './draw.ts'
import { makePalette } from './palette.ts'
import { partAt, partsOf } from './parts.ts'
import { barsOf } from './peaks.ts'

const rays = 140

/** The cover of a song that has none: its waveform round a circle, from the top, in the colours of its parts. */
export function RoundWave(props: { readonly peaks: Waveform; readonly analysis: Analysis }) {
  const [size, setSize] = createSignal(0)
  let canvas: HTMLCanvasElement | undefined
  const parts = createMemo(() => partsOf(props.analysis))
  createEffect(() => {
    size()
    colourChanges()
    const place = canvas?.parentElement
    if (canvas === undefined || place === null || place === undefined) return
    const prepared = preparedContext(canvas)
    if (prepared === undefined) return
    const { context, width, height } = prepared
    const palette = makePalette(place)
    const seconds = Math.max(0.1, props.analysis.duration)
    const radius = Math.min(width, height) / 2
    context.translate(width / 2, height / 2)
    context.lineCap = 'round'
    context.lineWidth = Math.max(1, (Math.PI * radius) / rays / 1.6)
    barsOf(props.peaks, { fromSeconds: 0, toSeconds: seconds }, rays).forEach((level, ray) => {
      const part = partAt(parts(), ((ray + 0.5) / rays) * seconds)
      const angle = (ray / rays) * 2 * Math.PI - Math.PI / 2
      const inner = radius * 0.42
      const outer = inner + Math.max(1.5, radius * 0.48 * level)
      context.strokeStyle = part === undefined ? palette.none : palette.part(part.colour)
      context.beginPath()
      context.moveTo(Math.cos(angle) * inner, Math.sin(angle) * inner)
      context.lineTo(Math.cos(angle) * outer, Math.sin(angle) * outer)
      context.stroke()
    })
  })
  onMount(() => {
    const observer = new ResizeObserver(() => setSize(canvas?.clientWidth ?? 0))
    if (canvas !== undefined) observer.observe(canvas)
    onCleanup(() => observer.disconnect())
  })
  return <canvas ref={canvas} class="small-wave" />
}
