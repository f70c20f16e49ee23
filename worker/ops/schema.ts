/** What operators and machines read of the Worker's health. */
import { z } from 'zod'

/** The process is alive. */
export const Health = z.object({ status: z.literal('ok') })

/** One part of the system. */
const Part = z.object({ status: z.enum(['ok', 'down']), detail: z.string().optional() })

/** Whether the Worker can do its job, part by part. */
export const Readiness = z.object({
  status: z.enum(['ready', 'not-ready']),
  parts: z.object({ database: Part, storage: Part, mediaService: Part }),
})
