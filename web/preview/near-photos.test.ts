import { expect, test } from 'vitest'
import type { AskedPhoto } from './asked.ts'
import { preparePhotos } from './near-photos.ts'

const whole = { x: 0, y: 0, width: 1, height: 1 }
const media = { kind: 'photo', widthPixels: 4000, heightPixels: 3000, thumbnails: [], films: [] } as const

function asked(mediaId: string): Pick<AskedPhoto, 'view' | 'mediaId' | 'media'> {
  const framing = { fit: 'crop', from: whole, to: whole, easing: 'linear', framings: {} } as const
  const shot = { kind: 'photo', mediaId, ...framing } as const
  return { view: { shot, zoom: 1 }, mediaId, media: { ...media, name: mediaId } }
}

/** Photos of 8 MB each, of which "gone" cannot be loaded; `wished` names what was asked for, in order. */
function photosOf() {
  const wished: string[] = []
  const get = async ({ shot }: AskedPhoto['view']) => {
    wished.push(shot.mediaId)
    if (shot.mediaId === 'gone') throw new Error('gone could not be loaded (404).')
    // Nothing draws it: only which picture it is counts here.
    const image = { id: wished.length } as unknown as CanvasImageSource
    return { image, widthPixels: 2048, heightPixels: 1024 }
  }
  return { photos: { atHand: () => undefined, get, close: () => undefined }, wished }
}

test('a photo that cannot be loaded is asked for once, however many clips show it', async () => {
  const { photos, wished } = photosOf()
  await preparePhotos(['gone', 'a', 'gone', 'b', 'gone'].map(asked), photos, () => true)
  expect(wished).toEqual(['gone', 'a', 'b'])
})

test('photos are prepared until half of what may be kept is full, or until nobody wants them', async () => {
  const { photos, wished } = photosOf()
  await preparePhotos(Array.from('abcdefghijkl', asked), photos, () => true)
  expect(wished.join('')).toBe('abcdefg')
  await preparePhotos(Array.from('mnopq', asked), photos, () => wished.length < 9)
  expect(wished.join('')).toBe('abcdefgmn')
})
