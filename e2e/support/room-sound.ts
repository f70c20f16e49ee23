/** How far apart pages are, by what they played. */
import type { Page } from 'playwright-core'
import { positionSecondsAt } from '../../core/rooms/anchor.ts'
import type { Anchor } from '../../core/rooms/event.ts'
import { decodedBy, heardFrom, serveSongFile } from './player-page.ts'
import { placeOf } from './song-place.ts'

/** Two sounds that are alike by less are not the same piece of the song. */
const leastLikeness = 0.9
const pieceFrames = 2048
/** 74 dB below full scale. */
const silentAmplitude = 2e-4
const aroundSeconds = 0.4

/** A song as the browser decodes it, and at which rate. */
export type Sound = { readonly samples: Float32Array; readonly sampleRate: number }

/** A song of this machine as a page's browser decodes it. */
export async function soundOf(page: Page, path: string): Promise<Sound> {
  const sampleRate = await page.evaluate<number>('trial.sampleRate()')
  return { samples: await decodedBy(page, serveSongFile(path)), sampleRate }
}

/** What a page played at a moment of the room minus what it should have, in milliseconds; `undefined` when it was not that song. */
export async function offMsAt(
  page: Page,
  sound: Sound,
  anchor: Anchor,
  atMs: number,
): Promise<number | undefined> {
  const piece = await heardFrom(page, atMs, pieceFrames / sound.sampleRate)
  if (piece.some(Number.isNaN)) return undefined
  const believedSeconds = positionSecondsAt(anchor, atMs)
  const place = placeOf(piece, sound.samples, sound.sampleRate, { believedSeconds, aroundSeconds })
  return place.likeness < leastLikeness ? undefined : 1000 * (place.seconds - believedSeconds)
}

/** What all pages were off at moments of the room, one row a moment. */
export async function offsOf(
  pages: readonly Page[],
  sound: Sound,
  anchor: Anchor,
  momentsMs: readonly number[],
): Promise<readonly (readonly (number | undefined)[])[]> {
  const rows = []
  for (const atMs of momentsMs) {
    rows.push(await Promise.all(pages.map((page) => offMsAt(page, sound, anchor, atMs))))
  }
  return rows
}

/** The differences between every two pages that were heard at one moment, in milliseconds. */
export function pairwiseMs(rows: readonly (readonly (number | undefined)[])[]): readonly number[] {
  return rows.flatMap((row) => {
    const heard = row.filter((off) => off !== undefined)
    return heard.flatMap((a, i) => heard.slice(0, i).map((b) => Math.abs(a - b)))
  })
}

/** Moments from one to another, evenly. */
export function momentsMs(fromMs: number, toMs: number, everyMs: number): readonly number[] {
  return Array.from({ length: Math.floor((toMs - fromMs) / everyMs) + 1 }, (_, i) => fromMs + i * everyMs)
}

/** The longest stretch of a recording in which nothing sounds, in milliseconds. */
export function longestSilenceMs(samples: Float32Array, sampleRate: number): number {
  let run = 0
  let longest = 0
  for (const sample of samples) {
    run = Math.abs(sample) < silentAmplitude ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return (1000 * longest) / sampleRate
}
