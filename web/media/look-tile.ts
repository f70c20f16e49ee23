/** A small still of each look, by which drawn clips are told apart: painted once by the code that paints the look itself. */
import type { VisualShot } from '#core/timeline/timeline.ts'
import { makeLookPainter } from './paint-look.ts'

/** As large as the highest lane needs it; wider than it is high, as a cell of the lane is. */
const tilePixels = { widthPixels: 170, heightPixels: 96 } as const
/** Hues nearer than this share a tile: a hue that is being dragged would ask for a new one with every move. */
const hueStepDegrees = 10
const frameRate = 30
/** Where a look is at its best, as in its moving picture: folds have unfolded, and a beat has just been. */
const stillFrame = 61

const tiles = new Map<string, HTMLCanvasElement>()

/** The tile of a look in about the colours of a shot. */
export function lookTile({ look, hueDegrees }: Pick<VisualShot, 'look' | 'hueDegrees'>): HTMLCanvasElement {
  const hue = (Math.round(hueDegrees / hueStepDegrees) * hueStepDegrees) % 360
  const key = `${look} ${hue}`
  const known = tiles.get(key)
  if (known !== undefined) return known
  const tile = paintTile({ kind: 'visual', look, seed: 1, hueDegrees: hue, phaseFrames: 0 })
  tiles.set(key, tile)
  return tile
}

function paintTile(shot: VisualShot): HTMLCanvasElement {
  const tile = document.createElement('canvas')
  tile.width = tilePixels.widthPixels
  tile.height = tilePixels.heightPixels
  const context = tile.getContext('2d', { alpha: false })
  if (context !== null)
    makeLookPainter(context, tilePixels)({ shot, frame: stillFrame, frameRate, level: 0.6, pulse: 0.7 })
  return tile
}
