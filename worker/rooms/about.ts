/** What is kept about a room beside its log: which one it is, whose, and until when. */
import { z } from 'zod'

/** It never changes once the room has begun. */
export const About = z.object({
  roomId: z.string(),
  ownerId: z.string(),
  expiresAtMs: z.number().int(),
})

/** See the schema `About`. */
export type About = z.output<typeof About>
