/** Where a clip or photo comes from that no camera took: kept with it for good. */
import { z } from 'zod'

/** The model that made it, what it was asked for, and the take it is the result of. */
export const Provenance = z.object({
  provider: z.string(),
  /** As its provider names it: `wan-video/wan-2.2-t2v-fast`. */
  model: z.string(),
  prompt: z.string(),
  seed: z.number().int().nullable(),
  takeId: z.string(),
})

/** See the schema `Provenance`. */
export type Provenance = z.output<typeof Provenance>
