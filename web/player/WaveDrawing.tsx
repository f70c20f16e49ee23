import { createEffect, createSignal, onMount } from 'solid-js'
import { colourChanges } from '../ui/theme.ts'
import { drawGround, drawPast, type Scene } from './draw.ts'
import { makePalette } from './palette.ts'
import './player.css'

/**
 * The drawing itself: a pale ground, and over it the same bars in full colour, cut off where the playhead is. While
 * the song plays nothing is drawn again; only the cut moves.
 */
export function WaveDrawing(props: {
  readonly scene: Scene
  readonly widthPixels: number
  /** Where what was heard ends; `undefined` shows everything in full colour. */
  readonly headPixels: number | undefined
}) {
  const [fontsReady, setFontsReady] = createSignal(false)
  let ground: HTMLCanvasElement | undefined
  let past: HTMLCanvasElement | undefined
  createEffect(() => {
    colourChanges()
    fontsReady()
    const place = ground?.parentElement
    if (props.widthPixels === 0 || ground === undefined || past === undefined || !place) return
    const palette = makePalette(place)
    drawGround(ground, props.scene, palette)
    drawPast(past, props.scene, palette)
  })
  onMount(() => {
    // The first drawing may have measured a fallback face.
    void document.fonts.ready.then(() => setFontsReady(true))
  })
  const hiddenPixels = () => Math.max(0, props.widthPixels - (props.headPixels ?? props.widthPixels))
  return (
    <>
      <canvas ref={ground} />
      <canvas ref={past} style={{ 'clip-path': `inset(0 ${hiddenPixels()}px 0 0)` }} />
    </>
  )
}
