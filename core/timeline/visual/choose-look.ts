/** Which generated picture a part of a song gets when nobody chose one. */
import type { Style, VisualLook } from '../timeline.ts'

const calmLooks = ['silk', 'bokeh'] as const
const livelyLooks = ['tunnel', 'stars', 'horizon', 'kaleidoscope'] as const

/** From this mean energy on, 0 to 1, a part is lively; a calm video stays calm. */
const livelyFrom: Readonly<Record<Style, number>> = {
  calm: 2,
  balanced: 0.55,
  cinematic: 0.65,
  energetic: 0.3,
}

/**
 * A video has two looks, one for its calm parts and one for its lively ones, both from its seed: enough to hear the
 * chorus with the eyes, and few enough to be one video.
 */
export function chooseLook(style: Style, seed: number, meanEnergy: number): VisualLook {
  const looks = meanEnergy < livelyFrom[style] ? calmLooks : livelyLooks
  return looks[seed % looks.length] ?? 'silk'
}
