/** The sizes a video can be rendered in. All presets keep the frame rate of the timeline. */
import { z } from 'zod'
import { aspectRatios } from './geometry.ts'
import type { Aspect } from './timeline.ts'

/** Frames per second of every timeline we plan. */
export const timelineFrameRate = 30

/** A render preset: the short side of the picture and the frames per second. */
export const Preset = z.enum(['360p30', '720p30', '1080p30', '1440p30', '2160p30'])

/** See the schema `Preset`. */
export type Preset = z.output<typeof Preset>

const shortSidePixels = {
  '360p30': 360,
  '720p30': 720,
  '1080p30': 1080,
  '1440p30': 1440,
  '2160p30': 2160,
} as const satisfies Record<Preset, number>

/** The size of a frame, or of what is composed like one. */
export type FrameSize = { readonly widthPixels: number; readonly heightPixels: number }

/** The picture size in whole, even pixels of a preset at an aspect. */
export function frameSize(preset: Preset, aspect: Aspect): FrameSize {
  const short = shortSidePixels[preset]
  const ratio = aspectRatios[aspect]
  const long = Math.round(short * Math.max(ratio, 1 / ratio))
  return ratio > 1 ? { widthPixels: long, heightPixels: short } : { widthPixels: short, heightPixels: long }
}
