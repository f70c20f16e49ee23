import { createEffect, createMemo, createSignal, onCleanup, onMount } from 'solid-js'
import { aspectRatios } from '#core/timeline/geometry.ts'
import type { Aspect, VisualLook } from '#core/timeline/timeline.ts'
import { move } from './moving.ts'
import { makeLookPainter } from './paint-look.ts'
import './look-picture.css'

/** What a look is drawn to: how strong the music is and its beats, 0 to 1, at a time since the picture began. */
export type LookMusic = (seconds: number) => { readonly level: number; readonly pulse: number }

/** A picture that our own code draws. */
export type DrawnLook = {
  readonly look: VisualLook
  readonly seed: number
  readonly hueDegrees: number
}

const longSidePixels = 192
const frameRate = 30
/** Where a picture that stands still is at its best: folds have unfolded, and a beat has just been. */
const stillSeconds = 2.05

/** A steady song, for pictures that belong to none: 120 beats a minute. */
const steadyMusic: LookMusic = (seconds) => ({ level: 0.55, pulse: Math.exp((-seconds % 0.5) / 0.18) })

/**
 * A look, drawn small. It moves to its music while it is in view, unless `moves` says that it stands still meanwhile; it is
 * always still for whoever asked for less motion.
 */
export function LookPicture(props: {
  readonly drawn: DrawnLook
  readonly aspect?: Aspect
  readonly music?: LookMusic | undefined
  readonly moves?: boolean
}) {
  let canvas: HTMLCanvasElement | undefined
  const [isSeen, setSeen] = createSignal(false)
  const size = createMemo(() => {
    const ratio = aspectRatios[props.aspect ?? '16:9']
    const short = Math.round(longSidePixels * Math.min(ratio, 1 / ratio))
    return ratio >= 1
      ? { widthPixels: longSidePixels, heightPixels: short }
      : { widthPixels: short, heightPixels: longSidePixels }
  })
  createEffect(() => {
    const context = canvas?.getContext('2d')
    if (canvas === undefined || context === null || context === undefined || !isSeen()) return
    const draw = makeDrawing(context, size(), { ...props.drawn }, props.music ?? steadyMusic)
    draw(stillSeconds)
    if (props.moves === false) return
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
    const startMs = performance.now() - stillSeconds * 1000
    onCleanup(move((atMs) => draw(Math.max(0, atMs - startMs) / 1000)))
  })
  onMount(() => {
    const observer = new IntersectionObserver((seen) => setSeen(seen.at(-1)?.isIntersecting === true))
    if (canvas !== undefined) observer.observe(canvas)
    onCleanup(() => observer.disconnect())
  })
  return (
    <canvas
      ref={canvas}
      class="look-picture"
      width={size().widthPixels}
      height={size().heightPixels}
      style={{ background: `hsl(${props.drawn.hueDegrees} 40% 12%)` }}
    />
  )
}

function makeDrawing(
  context: CanvasRenderingContext2D,
  size: { readonly widthPixels: number; readonly heightPixels: number },
  drawn: DrawnLook,
  music: LookMusic,
): (seconds: number) => void {
  const paint = makeLookPainter(context, size)
  const shot = { kind: 'visual', ...drawn, phaseFrames: 0 } as const
  return (seconds) => paint({ shot, frame: Math.round(seconds * frameRate), frameRate, ...music(seconds) })
}
