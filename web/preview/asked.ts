/** What has to be decoded for frames to be drawn. */
import type { PhotoView } from '#core/timeline/detail.ts'
import { nearestZoomOf } from '#core/timeline/effects.ts'
import type { ShotPart } from '#core/timeline/segments.ts'
import type { FilmedPart } from './film-readings.ts'
import { type FrameIndex, type Moment, partsOf, partsSeenAt } from './frame-index.ts'
import type { FindMedia, PreviewMedia } from './preview-media.ts'

/** How long before its first frame a clip is prepared. */
const aheadSeconds = 1.5

/** A photo, as near as its shot shows it. */
export type AskedPhoto = {
  readonly kind: 'photo'
  readonly part: ShotPart
  readonly view: PhotoView
  readonly mediaId: string
  readonly media: PreviewMedia
}

/** A film, at a moment of its shot. */
export type AskedFilm = FilmedPart & {
  readonly kind: 'clip'
  readonly mediaId: string
  readonly media: PreviewMedia
}

/** What has to be decoded for a part; nothing for one that is generated, or whose media is gone. */
function askedOf(part: ShotPart, moment: Moment, find: FindMedia): readonly (AskedPhoto | AskedFilm)[] {
  const { shot } = part
  const media = shot.kind === 'visual' ? undefined : find(shot.mediaId)
  if (shot.kind === 'visual' || media === undefined) return []
  const { mediaId } = shot
  return shot.kind === 'photo'
    ? [{ kind: 'photo', part, view: { shot, zoom: nearestZoomOf(part.effects) }, mediaId, media }]
    : [{ kind: 'clip', part, shot, mediaId, media, moment }]
}

/** What has to be decoded of a moment. */
export function seenAt(moment: Moment, find: FindMedia): readonly (AskedPhoto | AskedFilm)[] {
  return partsSeenAt(moment).flatMap((part) => askedOf(part, moment, find))
}

/** What is seen at a frame and soon after it. */
export function askedAhead(
  index: FrameIndex,
  frame: number,
  find: FindMedia,
): readonly (AskedPhoto | AskedFilm)[] {
  const now = index.momentAt(frame)
  const coming = index.comingAfter(frame, aheadSeconds * now.frameRate)
  const moments = [now, ...coming.map((segment) => ({ ...now, segment, frame: 0 }))]
  return moments.flatMap((moment) => partsOf(moment.segment).flatMap((part) => askedOf(part, moment, find)))
}

/** The photos of the segments around a frame, nearest first, each view of a photo as often as it is seen. */
export function* photosAround(index: FrameIndex, frame: number, find: FindMedia): Generator<AskedPhoto> {
  const { frameRate } = index.timeline
  for (const segment of index.around(frame)) {
    for (const part of partsOf(segment)) {
      for (const asked of askedOf(part, { segment, frame: 0, frameRate }, find)) {
        if (asked.kind === 'photo') yield asked
      }
    }
  }
}

/** The photos and clips of a moment that are gone. */
export function missingAt(moment: Moment, find: FindMedia): readonly string[] {
  return partsSeenAt(moment).flatMap(({ shot }) =>
    shot.kind !== 'visual' && find(shot.mediaId) === undefined ? [shot.mediaId] : [],
  )
}
