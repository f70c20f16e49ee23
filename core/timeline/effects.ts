/** What the music does to a picture at one frame: how near it is seen, how it trembles, how much it lights up. */
import { nearer } from './geometry.ts'
import type { Music } from './music.ts'
import type { Effect, Rectangle } from './timeline.ts'

/** The curves of a stretch of the video, as far as they are needed there; index 0 is the stretch's first frame. */
export type MusicHeard = Partial<Music>

/** What the effects of a clip come to at one frame. */
export type Stirred = {
  /** What is seen of the composed picture, in its fractions. */
  readonly view: Rectangle
  /** The share of flat white over the picture. */
  readonly flash: number
  /** How much of the spilled light (see `spillLight`) is added, 0 to 1. */
  readonly glow: number
}

/** How far each effect goes at an amount of 1. */
const reach = { zoom: 0.3, flash: 0.65, shake: 0.035, glow: 0.9 } as const

/** A trembling picture is seen a little nearer, so that its edges stay outside the frame. */
const shakeMargin = 2.2

/**
 * The effects of a clip at a frame of a stretch. `clipFrame` counts from the clip's beginning, so that a clip trembles
 * alike wherever it stands; `zoom` is what a transition adds.
 */
export function stirredBy(input: {
  readonly effects: readonly Effect[]
  readonly music: MusicHeard
  readonly frame: number
  readonly clipFrame: number
  readonly zoom: number
}): Stirred {
  const { effects, music, frame, clipFrame } = input
  let zoom = input.zoom
  let [tremble, flash, glow] = [0, 0, 0]
  for (const { kind, drivenBy, amount } of effects) {
    const felt = amount * ((music[drivenBy]?.[frame] ?? 0) / 255)
    if (kind === 'zoom') zoom *= 1 + reach.zoom * felt
    else if (kind === 'flash') flash = reach.flash * felt
    else if (kind === 'glow') glow = reach.glow * felt
    else {
      tremble = reach.shake * felt
      zoom *= 1 + shakeMargin * reach.shake * amount
    }
  }
  return { view: nearer(zoom, trembleAt(clipFrame, tremble)), flash, glow }
}

/** How many times nearer effects may bring a picture, at most: who prepares pictures keeps that much more detail. */
export function nearestZoomOf(effects: readonly Effect[]): number {
  return effects.reduce((zoom, { kind, amount }) => {
    if (kind === 'zoom') return zoom * (1 + reach.zoom * amount)
    return kind === 'shake' ? zoom * (1 + shakeMargin * reach.shake * amount) : zoom
  }, 1)
}

/** Two sums of waves that never meet in phase: it looks random, and is the same every time. */
function trembleAt(clipFrame: number, size: number): { readonly x: number; readonly y: number } {
  return {
    x: size * (0.7 * Math.sin(clipFrame * 2.399) + 0.3 * Math.sin(clipFrame * 4.273 + 1)),
    y: size * (0.7 * Math.sin(clipFrame * 3.181 + 2) + 0.3 * Math.sin(clipFrame * 5.137)),
  }
}
