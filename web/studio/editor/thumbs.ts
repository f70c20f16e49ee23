/** The small pictures of the timeline: fetched or painted once, cut to one cell, and drawn without scaling from then on. */
import { type Accessor, createSignal, onCleanup } from 'solid-js'
import type { VisualShot } from '#core/timeline/timeline.ts'
import { thumbnailUrl } from '../../api/calls.ts'
import { lookTile } from '../../media/look-tile.ts'

/** A picture ready for the lane: one cell of it, and its mean colour for where there is no room for more. */
export type Thumb =
  | { readonly kind: 'ready'; readonly cell: HTMLCanvasElement; readonly colour: string }
  /** It cannot be shown: deleted, or never prepared. */
  | { readonly kind: 'missing' }

/** The shape of a cell, in CSS pixels: as high as the lane of clips at its highest. */
export const cellPixels = { width: 170, height: 96 } as const

/** The pictures that were asked for. */
export type Thumbs = {
  /** The picture of a photo or film; asks for it the first time. */
  readonly of: (mediaId: string) => Thumb | undefined
  /** The picture of a look; painted the first time. */
  readonly ofLook: (shot: VisualShot) => Thumb
  /** Changes whenever another picture has come. */
  readonly arrivals: Accessor<number>
}

/** Loads pictures as they are asked for. */
export function createThumbs(): Thumbs {
  const known = new Map<string, Thumb | undefined>()
  const ofLook = new Map<HTMLCanvasElement, Thumb>()
  const [arrivals, setArrivals] = createSignal(0)
  let isLeft = false
  onCleanup(() => {
    isLeft = true
  })
  const load = (mediaId: string) => {
    known.set(mediaId, undefined)
    const image = new Image()
    const settle = (thumb: Thumb) => {
      if (isLeft) return
      known.set(mediaId, thumb)
      setArrivals((count) => count + 1)
    }
    image.addEventListener('load', () => settle(thumbOf(image)))
    image.addEventListener('error', () => settle({ kind: 'missing' }))
    image.decoding = 'async'
    image.src = thumbnailUrl(mediaId, 'small')
  }
  return {
    arrivals,
    of: (mediaId) => {
      if (!known.has(mediaId)) load(mediaId)
      return known.get(mediaId)
    },
    ofLook: (shot) => {
      const tile = lookTile(shot)
      const thumb = ofLook.get(tile) ?? { kind: 'ready', cell: tile, colour: meanColour(tile) }
      ofLook.set(tile, thumb)
      return thumb
    },
  }
}

/** The middle of the picture, filling the cell. */
function thumbOf(image: HTMLImageElement): Thumb {
  const cell = document.createElement('canvas')
  const ratio = window.devicePixelRatio || 1
  cell.width = Math.round(cellPixels.width * ratio)
  cell.height = Math.round(cellPixels.height * ratio)
  const context = cell.getContext('2d', { alpha: false })
  if (context === null || image.naturalWidth === 0) return { kind: 'missing' }
  const scale = Math.max(cell.width / image.naturalWidth, cell.height / image.naturalHeight)
  const [width, height] = [cell.width / scale, cell.height / scale]
  const [left, top] = [(image.naturalWidth - width) / 2, (image.naturalHeight - height) / 2]
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, left, top, width, height, 0, 0, cell.width, cell.height)
  return { kind: 'ready', cell, colour: meanColour(cell) }
}

function meanColour(cell: HTMLCanvasElement): string {
  const dot = document.createElement('canvas')
  dot.width = 1
  dot.height = 1
  const context = dot.getContext('2d')
  context?.drawImage(cell, 0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = context?.getImageData(0, 0, 1, 1).data ?? []
  return `rgb(${red} ${green} ${blue})`
}
