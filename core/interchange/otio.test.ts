import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { filmedFrames } from '../timeline/speed.ts'
import { anyCutList } from './cut-list.fake.ts'
import { writeOtio } from './otio.ts'

/** Every schema we write with its fields, as OpenTimelineIO's "Serialized Data (Fields Only)" page lists them. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  'Timeline.1': ['global_start_time', 'metadata', 'name', 'tracks'],
  'Stack.1': ['children', 'effects', 'enabled', 'markers', 'metadata', 'name', 'source_range'],
  'Track.1': ['children', 'effects', 'enabled', 'kind', 'markers', 'metadata', 'name', 'source_range'],
  'Clip.2': [
    'active_media_reference_key',
    'effects',
    'enabled',
    'markers',
    'media_references',
    'metadata',
    'name',
    'source_range',
  ],
  'Transition.1': ['in_offset', 'metadata', 'name', 'out_offset', 'transition_type'],
  'Marker.2': ['color', 'comment', 'marked_range', 'metadata', 'name'],
  'LinearTimeWarp.1': ['effect_name', 'metadata', 'name', 'time_scalar'],
  'ExternalReference.1': ['available_image_bounds', 'available_range', 'metadata', 'name', 'target_url'],
  'GeneratorReference.1': [
    'available_image_bounds',
    'available_range',
    'generator_kind',
    'metadata',
    'name',
    'parameters',
  ],
  'TimeRange.1': ['duration', 'start_time'],
  'RationalTime.1': ['rate', 'value'],
}

/** Objects with a schema, wherever they are. */
function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return
  if ('OTIO_SCHEMA' in value) yield value as Record<string, unknown>
  for (const child of Object.values(value)) yield* objectsIn(child)
}

const Time = z.object({ rate: z.number(), value: z.number() })
const Range = z.object({ start_time: Time, duration: Time })
const Child = z.discriminatedUnion('OTIO_SCHEMA', [
  z.object({
    OTIO_SCHEMA: z.literal('Clip.2'),
    source_range: Range,
    effects: z.array(z.object({ time_scalar: z.number() })),
  }),
  z.object({ OTIO_SCHEMA: z.literal('Transition.1'), in_offset: Time, out_offset: Time }),
])
const Document = z.object({
  tracks: z.object({
    markers: z.array(z.object({ marked_range: Range, comment: z.string() })),
    children: z.tuple([z.object({ children: z.array(Child) }), z.object({ children: z.array(Child) })]),
  }),
})

test('every object has a schema that OpenTimelineIO knows, with exactly its fields', () => {
  fc.assert(
    fc.property(anyCutList, ({ list }) => {
      for (const { OTIO_SCHEMA, ...fields } of objectsIn(JSON.parse(writeOtio(list)))) {
        expect(Object.keys(fields).toSorted()).toEqual(fieldsOf[String(OTIO_SCHEMA)])
      }
    }),
  )
})

test('frames in are frames out: every clip has its length, all clips add up to the video, and the song lasts as long', () => {
  fc.assert(
    fc.property(anyCutList, ({ timeline, list }) => {
      const { tracks } = Document.parse(JSON.parse(writeOtio(list)))
      const [pictures, song] = tracks.children
      const clips = pictures.children.flatMap((child) => (child.OTIO_SCHEMA === 'Clip.2' ? [child] : []))
      expect(clips.map(({ source_range }) => source_range.duration)).toMatchObject(
        timeline.clips.map(({ lengthFrames }) => ({ rate: 30, value: lengthFrames })),
      )
      const [heard] = song.children
      const length = heard?.OTIO_SCHEMA === 'Clip.2' ? heard.source_range.duration : undefined
      expect(length).toMatchObject({ rate: 48_000, value: timeline.lengthFrames * 1600 })
      const transitions = pictures.children.flatMap((child) =>
        child.OTIO_SCHEMA === 'Transition.1' ? [child] : [],
      )
      expect(transitions.map((each) => each.in_offset.value + each.out_offset.value)).toEqual(
        timeline.transitions.map(({ lengthFrames }) => lengthFrames),
      )
    }),
  )
})

test('a film takes as much of its file as it runs through', () => {
  fc.assert(
    fc.property(anyCutList, ({ timeline, list }) => {
      const { tracks } = Document.parse(JSON.parse(writeOtio(list)))
      const clips = tracks.children[0].children.flatMap((child) =>
        child.OTIO_SCHEMA === 'Clip.2' ? [child] : [],
      )
      for (const [i, { shot, lengthFrames }] of timeline.clips.entries()) {
        if (shot.kind !== 'clip') continue
        const scalar = clips[i]?.effects[0]?.time_scalar ?? 1
        expect(scalar * lengthFrames).toBeCloseTo(filmedFrames(shot.speed, lengthFrames), 6)
      }
    }),
  )
})

test('bars and parts of the song are markers inside the video', () => {
  fc.assert(
    fc.property(anyCutList, ({ timeline, list }) => {
      const { markers } = Document.parse(JSON.parse(writeOtio(list))).tracks
      for (const { marked_range: range } of markers) {
        expect(range.start_time.value).toBeGreaterThanOrEqual(0)
        expect(range.start_time.value + range.duration.value).toBeLessThanOrEqual(timeline.lengthFrames)
      }
      expect(markers.filter(({ comment }) => comment === 'bar')).toHaveLength(
        list.markers.filter(({ kind }) => kind === 'bar').length,
      )
    }),
  )
})
