import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { filmedFrames } from '../timeline/speed.ts'
import { anyCutList } from './cut-list.fake.ts'
import { writeFcpxml } from './fcpxml.ts'

const rules = readFileSync(new URL('fcpxml-rules.rng', import.meta.url), 'utf8')

/** What libxml2 has against some documents, by the rules of the format. */
async function faultsOf(...documents: readonly string[]): Promise<readonly string[]> {
  const xml = documents.map((contents, i) => ({ fileName: `video-${i}.fcpxml`, contents }))
  const { valid, errors, rawOutput } = await validateXML({ xml, schema: rules, extension: 'relaxng' })
  return valid ? [] : [...errors.map(({ rawMessage }) => rawMessage), rawOutput]
}

/** The attributes of every element of a name, in order. */
function elements(xml: string, name: string): readonly Record<string, string>[] {
  return [...xml.matchAll(new RegExp(`<${name}\\s([^>]*)>`, 'g'))].map(([, attributes = '']) =>
    Object.fromEntries(
      [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
    ),
  )
}

/** Seconds of a rational time. */
function secondsOf(time = ''): number {
  const [, count = '', per = '1'] = /^(\d+)(?:\/(\d+))?s$/.exec(time) ?? []
  expect(time).toMatch(/^\d+(\/\d+)?s$/)
  return Number(count) / Number(per)
}

describe('the document', () => {
  test('keeps the rules of its format, whatever the video and its names are', async () => {
    const documents = fc.sample(anyCutList, 40).map(({ list }) => writeFcpxml(list))
    expect(await faultsOf(...documents)).toEqual([])
  })

  test('would be found out if it broke them', async () => {
    const documents = fc.sample(anyCutList, 1).map(({ list }) => writeFcpxml(list))
    const broken = documents.map((xml) => xml.replace('<spine>', '<spine><marker value="astray"/>'))
    expect((await faultsOf(...broken)).join('\n')).toContain('marker')
  })

  test('refers to resources that it has, each once', () => {
    fc.assert(
      fc.property(anyCutList, ({ list }) => {
        const xml = writeFcpxml(list)
        const ids = ['format', 'asset'].flatMap((name) => elements(xml, name).flatMap(({ id }) => id ?? []))
        expect(new Set(ids).size).toBe(ids.length)
        const named = [...xml.matchAll(/ (?:ref|format)="([^"]*)"/g)].map(([, id]) => id)
        expect(named.filter((id) => !ids.includes(id ?? ''))).toEqual([])
      }),
    )
  })
})

test('frames in are frames out: what the spine holds touches, covers the video, and starts on its frames', () => {
  fc.assert(
    fc.property(anyCutList, ({ timeline, list }) => {
      const xml = writeFcpxml(list)
      const spine = ['video', 'asset-clip', 'gap']
        .flatMap((name) => elements(xml, name))
        .filter(({ lane }) => lane === undefined)
        .map(({ offset, duration }) => ({
          startFrame: Math.round(secondsOf(offset) * 30),
          lengthFrames: Math.round(secondsOf(duration) * 30),
        }))
        .toSorted((a, b) => a.startFrame - b.startFrame)
      expect(spine).toEqual(
        timeline.clips.map(({ startFrame, lengthFrames }) => ({ startFrame, lengthFrames })),
      )
      expect(secondsOf(elements(xml, 'sequence')[0]?.duration) * 30).toBeCloseTo(timeline.lengthFrames, 6)
    }),
  )
})

test('a film is at the moment of its file that the video shows, wherever its speed is told', () => {
  fc.assert(
    fc.property(anyCutList, ({ timeline, list }) => {
      const maps = writeFcpxml(list).split('<timeMap').slice(1)
      const films = timeline.clips.flatMap(({ shot, lengthFrames }) =>
        shot.kind === 'clip' ? [{ shot, lengthFrames }] : [],
      )
      expect(maps).toHaveLength(films.length)
      for (const [i, { shot, lengthFrames }] of films.entries()) {
        const points = elements(maps[i]?.split('</timeMap>')[0] ?? '', 'timept')
        expect(secondsOf(points.at(-1)?.time) * 30).toBeCloseTo(lengthFrames, 6)
        for (const { time, value } of points) {
          const frame = secondsOf(time) * 30
          const seconds = shot.sourceStartSeconds + filmedFrames(shot.speed, frame) / 30
          expect(secondsOf(value)).toBeCloseTo(seconds, 4)
        }
      }
    }),
  )
})

test('every bar and part is marked in the element that shows it, at its frame', () => {
  fc.assert(
    fc.property(anyCutList, ({ list }) => {
      const xml = writeFcpxml(list)
      const found: number[] = []
      for (const [, start = '', body = ''] of xml.matchAll(
        /<(?:video|asset-clip|gap) ([^>]*[^/])>([\s\S]*?)(?=<(?:video|asset-clip|gap|transition) [^>]*[^/]>|<\/spine>)/g,
      )) {
        const offset = /offset="([^"]*)"/.exec(start)?.[1]
        for (const name of ['marker', 'chapter-marker'])
          for (const marker of elements(body, name))
            found.push(Math.round((secondsOf(offset) + secondsOf(marker.start)) * 30))
      }
      expect(found.toSorted((a, b) => a - b)).toEqual(list.markers.map(({ frame }) => frame))
    }),
  )
})
