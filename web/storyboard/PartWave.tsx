import { createEffect, createMemo, createSignal, onCleanup, onMount } from 'solid-js'
import { drawGround, drawPast, type Scene } from '../player/draw.ts'
import { makePalette } from '../player/palette.ts'
import { partsOf } from '../player/parts.ts'
import type { SongDocuments } from '../songs/documents.ts'
import { colourChanges } from '../ui/theme.ts'

/** A part's stretch of the song: its waveform in the colour of the part, its beats, and its energy behind. */
export function PartWave(props: {
  readonly documents: SongDocuments
  readonly fromSeconds: number
  readonly toSeconds: number
}) {
  let ground: HTMLCanvasElement | undefined
  let bars: HTMLCanvasElement | undefined
  const [size, setSize] = createSignal('')
  const scene = createMemo((): Scene => {
    const { analysis, peaks } = props.documents
    return {
      waveform: peaks,
      parts: partsOf(analysis),
      beatSeconds: analysis.beats.map(({ time }) => time),
      downbeatSeconds: analysis.beats.filter(({ position }) => position === 1).map(({ time }) => time),
      energy: analysis.energy,
      cutSeconds: [],
      view: { fromSeconds: props.fromSeconds, toSeconds: Math.max(props.fromSeconds + 0.1, props.toSeconds) },
      labels: false,
    }
  })
  createEffect(() => {
    size()
    colourChanges()
    const place = ground?.parentElement
    if (ground === undefined || bars === undefined || place == null) return
    const palette = makePalette(place)
    drawGround(ground, scene(), palette)
    drawPast(bars, scene(), palette)
  })
  onMount(() => {
    const observer = new ResizeObserver(() => setSize(`${ground?.clientWidth} ${ground?.clientHeight}`))
    if (ground !== undefined) observer.observe(ground)
    onCleanup(() => observer.disconnect())
  })
  return (
    <div class="part-wave">
      <canvas ref={ground} />
      <canvas ref={bars} />
    </div>
  )
}
