/**
 * Writes a cut list as OpenTimelineIO JSON (schema versions of OTIO 0.17: Timeline.1, Stack.1, Track.1, Clip.2, Marker.2).
 * Source: the project's "Serialized Data" page, which names every field.
 */
import { filmedFrames } from '../timeline/speed.ts'
import type { SpeedRamp } from '../timeline/timeline.ts'
import { samplesOfSeconds, secondsOfFrames } from '../units.ts'
import { type CutItem, type CutList, type CutMarker, type CutSource, markerColours } from './cut-list.ts'

type Json = Readonly<Record<string, unknown>>

/** The song's stretch is told in samples, since it begins between frames. */
const soundRate = 48_000

/** The document. Times of the picture are whole frames at the timeline's rate. */
export function writeOtio(list: CutList): string {
  const { title, frameRate, items, markers } = list
  const picture = track(
    'Pictures',
    'Video',
    items.flatMap((item) => pictureOf(item, frameRate)),
  )
  const sound = track('Song', 'Audio', [songOf(list)])
  const timeline = {
    OTIO_SCHEMA: 'Timeline.1',
    metadata: { cuecraft: { aspect: list.aspect } },
    name: title,
    global_start_time: null,
    tracks: {
      OTIO_SCHEMA: 'Stack.1',
      ...common('tracks'),
      source_range: null,
      effects: [],
      markers: markers.map((marker) => markerOf(marker, frameRate)),
      enabled: true,
      children: [picture, sound],
    },
  }
  return `${JSON.stringify(timeline, null, 2)}\n`
}

function common(name: string, metadata: Json = {}): Json {
  return { metadata, name }
}

function track(name: string, kind: 'Video' | 'Audio', children: readonly Json[]): Json {
  const item = { source_range: null, effects: [], markers: [], enabled: true }
  return { OTIO_SCHEMA: 'Track.1', ...common(name), ...item, children, kind }
}

function time(value: number, rate: number): Json {
  return { OTIO_SCHEMA: 'RationalTime.1', rate, value }
}

function range(start: number, duration: number, rate: number): Json {
  return { OTIO_SCHEMA: 'TimeRange.1', duration: time(duration, rate), start_time: time(start, rate) }
}

function pictureOf(item: CutItem, frameRate: number): readonly Json[] {
  const { name, source, lengthFrames, transition } = item
  const start = source.kind === 'clip' ? Math.round(source.startSeconds * frameRate) : 0
  const clip = {
    OTIO_SCHEMA: 'Clip.2',
    ...common(name),
    source_range: range(start, lengthFrames, frameRate),
    effects: source.kind === 'clip' ? speedOf(source.speed, lengthFrames) : [],
    markers: [],
    enabled: true,
    media_references: { DEFAULT_MEDIA: referenceOf(source, frameRate) },
    active_media_reference_key: 'DEFAULT_MEDIA',
  }
  if (transition === undefined) return [clip]
  const cutFrame = item.startFrame + lengthFrames
  const dissolves = transition.kind === 'crossfade'
  const between = {
    OTIO_SCHEMA: 'Transition.1',
    ...common(transition.kind, { cuecraft: { kind: transition.kind } }),
    in_offset: time(cutFrame - transition.startFrame, frameRate),
    out_offset: time(transition.startFrame + transition.lengthFrames - cutFrame, frameRate),
    transition_type: dissolves ? 'SMPTE_Dissolve' : 'Custom_Transition',
  }
  return [clip, between]
}

/** One speed for all of the clip; the course of a ramp rides along for programs that look for it. */
function speedOf(speed: SpeedRamp, lengthFrames: number): readonly Json[] {
  if (speed.from === 1 && speed.to === 1) return []
  const ramp = speed.from === speed.to ? {} : { cuecraft: { speed } }
  const time_scalar = filmedFrames(speed, lengthFrames) / lengthFrames
  return [
    { OTIO_SCHEMA: 'LinearTimeWarp.1', ...common('speed', ramp), effect_name: 'LinearTimeWarp', time_scalar },
  ]
}

function referenceOf(source: CutSource, frameRate: number): Json {
  if (source.kind === 'generated') {
    return {
      OTIO_SCHEMA: 'GeneratorReference.1',
      ...common('Generated picture'),
      ...{ available_range: null, available_image_bounds: null },
      generator_kind: 'cuecraft.visual',
      parameters: { seed: source.seed },
    }
  }
  const { fileName, durationSeconds } = source.media
  const frames = durationSeconds === undefined ? undefined : Math.round(durationSeconds * frameRate)
  return fileReference(fileName, frames === undefined ? null : range(0, frames, frameRate))
}

function fileReference(fileName: string, available: Json | null): Json {
  return {
    OTIO_SCHEMA: 'ExternalReference.1',
    ...common(fileName),
    ...{ available_range: available, available_image_bounds: null },
    target_url: encodeURIComponent(fileName),
  }
}

function songOf({ song, lengthFrames, frameRate }: CutList): Json {
  const start = samplesOfSeconds(song.startSeconds, soundRate)
  const heard = samplesOfSeconds(secondsOfFrames(lengthFrames, frameRate), soundRate)
  const whole = range(0, samplesOfSeconds(song.durationSeconds, soundRate), soundRate)
  return {
    OTIO_SCHEMA: 'Clip.2',
    ...common(song.fileName),
    source_range: range(start, heard, soundRate),
    ...{ effects: [], markers: [], enabled: true },
    media_references: { DEFAULT_MEDIA: fileReference(song.fileName, whole) },
    active_media_reference_key: 'DEFAULT_MEDIA',
  }
}

function markerOf({ frame, lengthFrames, kind, name }: CutMarker, frameRate: number): Json {
  return {
    OTIO_SCHEMA: 'Marker.2',
    ...common(name, { cuecraft: { kind } }),
    color: markerColours[kind],
    comment: kind,
    marked_range: range(frame, lengthFrames, frameRate),
  }
}
