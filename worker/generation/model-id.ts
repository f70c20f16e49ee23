/** The models that can be chosen, by our own names: one a length, so that a name is a price. */
import { z } from 'zod'

/** `looks` are pictures that our own code draws; the others are models of Replicate. */
export const ModelId = z.enum([
  'looks',
  'wan-2.2-t2v-fast',
  'wan-2.2-i2v-fast',
  'hailuo-02-fast-6s',
  'hailuo-02-fast-10s',
  'flux-schnell',
])

/** See the schema `ModelId`. */
export type ModelId = z.output<typeof ModelId>

/** What a model makes, and of what. */
export const GenerationKind = z.enum(['look', 'text-to-video', 'image-to-video', 'image'])

/** See the schema `GenerationKind`. */
export type GenerationKind = z.output<typeof GenerationKind>
