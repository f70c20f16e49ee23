/** The frames that a file made on this device is made of: the preview's own painting, larger and in no hurry. */
import { musicOf } from '#core/timeline/music.ts'
import { frameSize, type Preset } from '#core/timeline/preset.ts'
import { timelineIn } from '#core/timeline/reframe.ts'
import type { Aspect, Timeline } from '#core/timeline/timeline.ts'
import { mediaFileUrl } from '../../api/calls.ts'
import type { Analysis, Media } from '../../api/shapes.ts'
import type { FrameSource } from '../../device/frame-source.ts'
import { makeBackgroundFrames } from '../../preview/background-frames.ts'
import { previewMediaOf } from '../../preview/media-of.ts'
import type { FindMedia, PreviewMedia } from '../../preview/preview-media.ts'

/** What is made into a file: a timeline, the song's analysis, the pictures, and the format that is looked at. */
export type Finishing = {
  readonly timeline: Timeline
  readonly analysis: Analysis
  readonly library: readonly Media[]
  readonly aspect: Aspect
}

/** A stretch of the video, in its own frames. */
export type Stretch = { readonly startFrame: number; readonly lengthFrames: number }

/** All of a video. */
export function wholeOf({ lengthFrames }: Timeline): Stretch {
  return { startFrame: 0, lengthFrames }
}

/** Ten seconds from a frame on; from earlier on where the video ends before. */
export function snippetOf(timeline: Timeline, frame: number): Stretch {
  const lengthFrames = Math.min(timeline.lengthFrames, snippetSeconds * timeline.frameRate)
  return { startFrame: Math.min(frame, timeline.lengthFrames - lengthFrames), lengthFrames }
}

const snippetSeconds = 10

/** The frames of a stretch in a size, counted from the stretch's first. `onProblem` hears what cannot be shown. */
export function framesOf(
  { timeline, analysis, library, aspect }: Finishing,
  stretch: Stretch,
  { preset, onProblem }: { readonly preset: Preset; readonly onProblem: (sentence: string) => void },
): FrameSource {
  const planners = library.map(({ planner }) => planner)
  const painted = makeBackgroundFrames({
    ...frameSize(preset, aspect),
    timeline: timelineIn(timeline, aspect, planners),
    music: musicOf(analysis, timeline),
    media: mediaFinder(library, preset),
    onProblem: ({ sentence }) => onProblem(sentence),
  })
  return {
    ...painted,
    lengthFrames: stretch.lengthFrames,
    paint: (frame) => painted.paint(stretch.startFrame + frame),
  }
}

/** The names of photos and clips that are shown but are not ready, or not there any more. */
export function unreadyOf({ timeline, library }: Finishing): readonly string[] {
  const byId = new Map(library.map((media) => [media.id, media]))
  const shown = new Set(timeline.clips.flatMap(({ shot }) => (shot.kind === 'visual' ? [] : [shot.mediaId])))
  return [...shown].flatMap((mediaId) => {
    const media = byId.get(mediaId)
    if (media?.status === 'ready') return []
    return [media?.fileName ?? 'A picture that was deleted']
  })
}

/** Formats of photos that every browser opens, so that large videos are made of the photos themselves. */
const openFormats: readonly string[] = ['jpg', 'png', 'webp', 'avif']

function mediaFinder(library: readonly Media[], preset: Preset): FindMedia {
  const ready = new Map(
    library.filter(({ status }) => status === 'ready').map((media) => [media.id, media] as const),
  )
  return (mediaId) => {
    const media = ready.get(mediaId)
    if (media === undefined) return undefined
    return preset === '360p30' ? previewMediaOf(media) : asBrought(media)
  }
}

/** From the files themselves first: small pictures and proxies are for looking, not for keeping. */
function asBrought(media: Media): PreviewMedia {
  const known = previewMediaOf(media)
  if (media.kind === 'clip') return { ...known, films: known.films.toReversed() }
  if (!openFormats.includes(media.format)) return known
  const longSidePixels = Math.max(media.widthPixels, media.heightPixels)
  return { ...known, thumbnails: [...known.thumbnails, { longSidePixels, url: mediaFileUrl(media.id) }] }
}
