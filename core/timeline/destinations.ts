/** What a finished video is for: each destination with the size, shape, length and sound that it asks for. */
import { z } from 'zod'
import type { Analysis } from '../audio/analysis.ts'
import { secondsOfFrames } from '../units.ts'
import { type FrameRange, heldRange } from './excerpt.ts'
import { stretchNear, strongestStretch } from './highlight.ts'
import { loopRange, loopSeconds } from './loop.ts'
import type { Preset } from './preset.ts'
import type { Aspect, Timeline } from './timeline.ts'

/** Where a file is going. `docs/design/exports.md` says what each asks for, with sources and dates. */
export const Destination = z.enum([
  'youtube-1080p',
  'youtube-1440p',
  'youtube-2160p',
  'tiktok',
  'reels',
  'shorts',
  'square',
  'portrait',
  'canvas',
  'best-15',
  'best-30',
  'audiogram',
])

/** See the schema `Destination`. */
export type Destination = z.output<typeof Destination>

/** What is made of a timeline: a plain stretch of it, a loop, or the song's own shape over one picture. */
export const Variant = z.enum(['plain', 'loop', 'audiogram'])

/** See the schema `Variant`. */
export type Variant = z.output<typeof Variant>

/** What a destination asks for. */
export type DestinationFacts = {
  readonly preset: Preset
  readonly aspect: Aspect
  readonly variant: Variant
  readonly sound: 'normalised' | 'silent'
  /** The most that it takes; of a longer video it gets the strongest stretch. */
  readonly mostSeconds?: number
}

const upright = { preset: '1080p30', aspect: '9:16', variant: 'plain', sound: 'normalised' } as const
const lying = { aspect: '16:9', variant: 'plain', sound: 'normalised' } as const
const minute = 60

/** Every destination. Looked up on 2026-11-21. */
export const destinations = {
  'youtube-1080p': { ...lying, preset: '1080p30' },
  'youtube-1440p': { ...lying, preset: '1440p30' },
  'youtube-2160p': { ...lying, preset: '2160p30' },
  tiktok: { ...upright, mostSeconds: 60 * minute },
  reels: { ...upright, mostSeconds: 3 * minute },
  shorts: { ...upright, mostSeconds: 3 * minute },
  square: { ...upright, aspect: '1:1' },
  portrait: { ...upright, aspect: '4:5' },
  canvas: { ...upright, variant: 'loop', sound: 'silent', mostSeconds: loopSeconds.most },
  'best-15': { ...upright, mostSeconds: 15 },
  'best-30': { ...upright, mostSeconds: 30 },
  audiogram: { ...upright, aspect: '1:1', variant: 'audiogram' },
} as const satisfies Record<Destination, DestinationFacts>

/** One file to be made: two plans that are equal are one file. `range` is `null` for all of the video. */
export type FilePlan = {
  readonly preset: Preset
  readonly aspect: Aspect
  readonly loudness: 'normalised' | 'silent'
  readonly variant: Variant
  readonly range: FrameRange | null
}

/** What a plan is made from; `startFrame` is where a person moved the stretch of a destination that takes one. */
export type FileWish = {
  readonly destination: Destination
  readonly startFrame?: number | undefined
  readonly timeline: Timeline
  readonly analysis: Analysis
}

/** The file for a destination; or, in one sentence, what of the wish is in its way. */
export function planFile(
  wish: FileWish,
):
  | { readonly ok: true; readonly value: FilePlan }
  | { readonly ok: false; readonly field: 'destination' | 'startFrame'; readonly reason: string } {
  const { preset, aspect, variant, sound } = destinations[wish.destination]
  const misplaced = startFault(wish)
  if (misplaced !== undefined) return { ok: false, field: 'startFrame', reason: misplaced }
  const range = variant === 'loop' ? loopWish(wish) : stretchWish(wish)
  if (range === undefined) {
    const { lengthFrames, frameRate } = wish.timeline
    const has = Math.round(secondsOfFrames(lengthFrames, frameRate) * 10) / 10
    return {
      ok: false,
      field: 'destination',
      reason: `a Canvas lasts ${loopSeconds.least} to ${loopSeconds.most} seconds, and this video only ${has}`,
    }
  }
  return { ok: true, value: { preset, aspect, variant, loudness: sound, range } }
}

/** A stretch that begins near the end is moved to where all of it is in the video; one that begins after it was never meant. */
function startFault({ destination, startFrame, timeline }: FileWish): string | undefined {
  if (startFrame === undefined) return undefined
  const { mostSeconds }: DestinationFacts = destinations[destination]
  if (mostSeconds === undefined) return `${destination} takes all of the video, which begins where it begins`
  if (startFrame < timeline.lengthFrames) return undefined
  return `the video ends at frame ${timeline.lengthFrames}`
}

function loopWish({ timeline, analysis, startFrame }: FileWish): FrameRange | undefined {
  const found = loopRange(analysis, timeline)
  if (found === undefined || startFrame === undefined) return found
  const latest = timeline.lengthFrames - found.lengthFrames
  return heldRange({ ...found, startFrame: Math.min(startFrame, latest) }, timeline.lengthFrames)
}

function stretchWish({ destination, timeline, analysis, startFrame }: FileWish): FrameRange | null {
  const facts: DestinationFacts = destinations[destination]
  if (facts.mostSeconds === undefined) return null
  const range =
    startFrame === undefined
      ? strongestStretch(analysis, timeline, facts.mostSeconds)
      : stretchNear(analysis, timeline, { startFrame, seconds: facts.mostSeconds })
  return range.lengthFrames === timeline.lengthFrames ? null : range
}
