/** How a caption looks at one frame: how clear it is, how far each word is sung, which word stands alone. */
import { easedShare } from './easing.ts'
import type { CaptionPart } from './segments.ts'
import type { TitleLook } from './title-look.ts'

/** How long a line takes to come and to go, at most; a short one gives each a third of its length. */
const mostComingFrames = 5

/** How far a word springs past its size, how soon it comes to rest, and how much larger it is on a downbeat. */
const spring = { from: 0.32, restFrames: 1.6, turn: 0.9, onBeat: 0.07 } as const

/** A word that stands alone stays for so long after it was sung, unless the next one comes. */
const mostLingeringFrames = 18

/** The line as a whole at a frame counted from the segment's beginning: it comes and goes softly. */
export function lineLookAt({ lengthFrames, offsetFrames }: CaptionPart, frame: number): TitleLook {
  const at = offsetFrames + frame
  if (at < 0 || at >= lengthFrames) return unseen
  const comingFrames = Math.min(mostComingFrames, Math.floor(lengthFrames / 3))
  const nearestEnd = Math.min(at + 1, lengthFrames - at)
  const opacity = comingFrames === 0 ? 1 : easedShare('ease-out', nearestEnd / (comingFrames + 1))
  return { opacity, dropLines: 0, scale: 1 }
}

/** How much of a word is sung at a frame, 0 to 1: evenly while it lasts. The frame shows its end. */
export function sungShareAt({ words, offsetFrames }: CaptionPart, word: number, frame: number): number {
  const timed = words[word]
  if (timed === undefined) return 0
  const sungFrames = offsetFrames + frame + 1 - timed.fromFrame
  return Math.min(1, Math.max(0, sungFrames / Math.max(1, timed.toFrame - timed.fromFrame)))
}

/** A word that stands alone, from when it is sung until the next one is. It springs up, and again on every beat. */
export function loneWordLookAt(part: CaptionPart, word: number, frame: number): TitleLook {
  const { words, lengthFrames, offsetFrames, music } = part
  const at = offsetFrames + frame
  const timed = words[word]
  if (timed === undefined) return unseen
  const nextFrame = words[word + 1]?.fromFrame ?? lengthFrames
  const endFrame = Math.min(nextFrame, lengthFrames, timed.toFrame + mostLingeringFrames)
  if (at < timed.fromFrame || at >= endFrame) return unseen
  const since = at - timed.fromFrame
  const sprung = 1 - spring.from * Math.exp(-since / spring.restFrames) * Math.cos(spring.turn * since)
  const pulse = (music.beats?.[frame] ?? 0) / 255
  return { opacity: 1, dropLines: 0, scale: sprung * (1 + spring.onBeat * pulse) }
}

const unseen: TitleLook = { opacity: 0, dropLines: 0, scale: 1 }
