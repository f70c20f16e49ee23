import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyCutList } from './cut-list.fake.ts'
import type { CutList } from './cut-list.ts'
import { writeEdl } from './edl.ts'

/**
 * An event line by the columns of CMX 3600: number, reel, track, transition with its length, and four timecodes. Written for
 * these tests from the format's description, to read what another program would.
 */
const eventLine =
  /^(\d{3,}) {2}(\w{1,8}) +(V|A) +(C|D|W\d{3}) *(\d{3})? +(\d\d:\d\d:\d\d:\d\d) (\d\d:\d\d:\d\d:\d\d) (\d\d:\d\d:\d\d:\d\d) (\d\d:\d\d:\d\d:\d\d)$/

type Read = {
  readonly number: number
  readonly reel: string
  readonly transition: string
  readonly transitionFrames: number
  readonly sourceIn: number
  readonly sourceOut: number
  readonly recordIn: number
  readonly recordOut: number
}

function framesOf(timecode = ''): number {
  const [hours = 0, minutes = 0, seconds = 0, frames = 0] = timecode.split(':').map(Number)
  expect(minutes < 60 && seconds < 60 && frames < 30).toBe(true)
  return ((hours * 60 + minutes) * 60 + seconds) * 30 + frames
}

function readEvents(text: string): readonly Read[] {
  return text.split('\r\n').flatMap((line) => {
    const found = eventLine.exec(line)
    if (found === null) return []
    const [, number, reel = '', , transition = '', length, sourceIn, sourceOut, recordIn, recordOut] = found
    return [
      {
        number: Number(number),
        reel,
        transition,
        transitionFrames: Number(length ?? 0),
        sourceIn: framesOf(sourceIn),
        sourceOut: framesOf(sourceOut),
        recordIn: framesOf(recordIn),
        recordOut: framesOf(recordOut),
      },
    ]
  })
}

const anyHour = 3600 * 30

describe('the picture of a video', () => {
  test('is a list in which every line is one of the format', () => {
    fc.assert(
      fc.property(anyCutList, ({ list }) => {
        const [title, mode, empty, ...lines] = writeEdl(list, 'video').split('\r\n')
        expect(title).toMatch(/^TITLE: .+/)
        expect([mode, empty]).toEqual(['FCM: NON-DROP FRAME', ''])
        const known =
          /^(\* (FROM CLIP NAME|TO CLIP NAME|SOURCE FILE|COMMENT|LOC): |M2 {3}\w{1,8} +\d{3}\.\d +\d\d:\d\d:\d\d:\d\d$)/
        for (const line of lines)
          expect(line === '' || eventLine.test(line) || known.test(line) ? '' : line).toBe('')
      }),
    )
  })

  test('frames in are frames out: events touch, cover the video from hour one on, and are counted from one', () => {
    fc.assert(
      fc.property(anyCutList, ({ timeline, list }) => {
        const events = readEvents(writeEdl(list, 'video')).filter(
          ({ recordIn, recordOut }) => recordOut > recordIn,
        )
        expect(events.map(({ number }) => number)).toEqual(timeline.clips.map((_, i) => i + 1))
        let next = anyHour
        for (const { recordIn, recordOut } of events) {
          expect(recordIn).toBe(next)
          next = recordOut
        }
        expect(next).toBe(anyHour + timeline.lengthFrames)
      }),
    )
  })

  test('dissolves and wipes over the frames of its transitions, between two lines of one number', () => {
    fc.assert(
      fc.property(anyCutList, ({ timeline, list }) => {
        const told = timeline.transitions.filter(({ kind }) => kind === 'crossfade' || kind === 'wipe')
        const events = readEvents(writeEdl(list, 'video'))
        const found = events.filter(({ transition }) => transition !== 'C')
        expect(found.map(({ recordIn, transitionFrames }) => ({ recordIn, transitionFrames }))).toEqual(
          told.map(({ startFrame, lengthFrames }) => ({
            recordIn: anyHour + startFrame,
            transitionFrames: lengthFrames,
          })),
        )
        for (const event of found) {
          const out = events.find(
            ({ number, recordIn, recordOut }) => number === event.number && recordIn === recordOut,
          )
          expect(out).toMatchObject({ transition: 'C', recordIn: event.recordIn })
        }
      }),
    )
  })

  test('names every file by a reel of its own', () => {
    fc.assert(
      fc.property(anyCutList, ({ list }) => {
        const reels = new Map<string, string>()
        const events = readEvents(writeEdl(list, 'video')).filter(
          ({ recordIn, recordOut }) => recordOut > recordIn,
        )
        for (const [i, { name, source }] of list.items.entries()) {
          const reel = events[i]?.reel ?? ''
          if (source.kind === 'generated') expect(reel).toBe('BL')
          else expect(reels.get(name) ?? reel).toBe(reel)
          if (source.kind !== 'generated') reels.set(name, reel)
        }
        expect(new Set(reels.values()).size).toBe(reels.size)
      }),
    )
  })
})

test('the song is a list of its own, of one event as long as the video', () => {
  fc.assert(
    fc.property(anyCutList, ({ timeline, list }) => {
      const events = readEvents(writeEdl(list, 'audio'))
      expect(events).toHaveLength(1)
      const [{ sourceIn, sourceOut, recordIn, recordOut }] = events as [Read]
      expect([recordIn, recordOut - recordIn]).toEqual([anyHour, timeline.lengthFrames])
      expect(sourceOut - sourceIn).toBe(timeline.lengthFrames)
    }),
  )
})

test('markers are locators in the event that shows their frame', () => {
  fc.assert(
    fc.property(anyCutList, ({ list }: { list: CutList }) => {
      const locators = [...writeEdl(list, 'video').matchAll(/^\* LOC: (\S+) /gm)].map(
        ([, at]) => framesOf(at) - anyHour,
      )
      expect(locators).toEqual(list.markers.map(({ frame }) => frame))
    }),
  )
})
