/** How the words of a title look at one frame: how much of them is seen, where, how large. */
import { easedShare } from './easing.ts'
import type { TitlePart } from './segments.ts'

/** The look of a title at one frame. */
export type TitleLook = {
  readonly opacity: number
  /** How far below their place the words stand, in line heights. */
  readonly dropLines: number
  /** How large they are, around their own middle; 1 is their size. */
  readonly scale: number
}

/** How long words take to come and to go, at most; a short title gives each a third of its length. */
const mostComingFrames = 12

/** How much larger words spring on a downbeat. */
const springReach = 0.14

/** The look of a title at a frame counted from its segment's beginning; before and after its time it is not seen. */
export function titleLookAt({ title, offsetFrames, music }: TitlePart, frame: number): TitleLook {
  const at = offsetFrames + frame
  if (at < 0 || at >= title.lengthFrames) return { opacity: 0, dropLines: 0, scale: 1 }
  const comingFrames = Math.min(mostComingFrames, Math.floor(title.lengthFrames / 3))
  const come = comingFrames === 0 ? 1 : easedShare('ease-out', (at + 1) / (comingFrames + 1))
  const left = title.lengthFrames - at
  const here = comingFrames === 0 ? 1 : easedShare('ease-out', left / (comingFrames + 1))
  const opacity = Math.min(come, here)
  switch (title.animation) {
    case 'none':
      return { opacity: 1, dropLines: 0, scale: 1 }
    case 'fade':
      return { opacity, dropLines: 0, scale: 1 }
    case 'rise':
      return { opacity, dropLines: 0.6 * (1 - come), scale: 1 }
    case 'pop': {
      const pulse = (music.beats?.[frame] ?? 0) / 255
      return { opacity, dropLines: 0, scale: (0.8 + 0.2 * come) * (1 + springReach * pulse) }
    }
  }
}
