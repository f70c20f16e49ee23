/** Destinations as a person thinks of them: by platform, with the size, length and shape of the file. */
import type { Destination, FilePlan } from '#core/timeline/destinations.ts'
import { frameSize, timelineFrameRate } from '#core/timeline/preset.ts'
import { secondsOfFrames } from '#core/units.ts'
import { clockOf } from '../../ui/words.ts'

/** Destinations of one kind. */
export type DestinationGroup = { readonly name: string; readonly destinations: readonly Destination[] }

/** All of them, in the order in which they are offered. */
export const destinationGroups: readonly DestinationGroup[] = [
  { name: 'YouTube', destinations: ['youtube-1080p', 'youtube-1440p', 'youtube-2160p'] },
  { name: 'Phones', destinations: ['tiktok', 'reels', 'shorts'] },
  { name: 'The best of it', destinations: ['best-15', 'best-30', 'canvas'] },
  { name: 'Feeds', destinations: ['square', 'portrait', 'audiogram'] },
]

/** What each is called. */
export const destinationNames: Readonly<Record<Destination, string>> = {
  'youtube-1080p': 'YouTube 1080p',
  'youtube-1440p': 'YouTube 1440p',
  'youtube-2160p': 'YouTube 4K',
  tiktok: 'TikTok',
  reels: 'Reels',
  shorts: 'Shorts',
  square: 'Square',
  portrait: '4:5',
  canvas: 'Spotify Canvas',
  'best-15': 'Best 15 seconds',
  'best-30': 'Best 30 seconds',
  audiogram: 'Audiogram',
}

/** The file in a few words: `0:15`, `1080 × 1920`, and what is special about it. */
export function planWords(plan: FilePlan, videoFrames: number): readonly string[] {
  const { widthPixels, heightPixels } = frameSize(plan.preset, plan.aspect)
  const seconds = secondsOfFrames(plan.range?.lengthFrames ?? videoFrames, timelineFrameRate)
  const special = { plain: [], loop: ['loops, silent'], audiogram: ['one picture, moving bars'] }[
    plan.variant
  ]
  return [clockOf(seconds), `${widthPixels} × ${heightPixels}`, ...special]
}

/** Names in a row: `TikTok, Reels and Shorts`. */
export function namesOf(of: readonly Destination[]): string {
  const names = of.map((destination) => destinationNames[destination])
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
