/** The media service's settings, parsed once at its start. */
import { availableParallelism } from 'node:os'
import { z } from 'zod'

/** Where it listens, and the token callers must show when one is set. */
export const ServiceSettings = z.object({
  HOST: z.string().min(1).default('0.0.0.0'),
  PORT: z.coerce.number().int('PORT must be a whole number').min(0).max(65_535).default(8080),
  SERVICE_TOKEN: z.string().min(16, 'SERVICE_TOKEN must have at least 16 characters').optional(),
  /** Tasks worked on at once, and as many probes beside them; more wait their turn. By default one a core. */
  TASKS_AT_ONCE: z.coerce.number().int().min(1).max(32).default(availableParallelism()),
})

/** See the schema `ServiceSettings`. */
export type ServiceSettings = z.output<typeof ServiceSettings>

/** Reads the environment; throws one sentence naming the setting that cannot be used. */
export function readServiceSettings(environment: NodeJS.ProcessEnv): ServiceSettings {
  const parsed = ServiceSettings.safeParse(environment)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Error(`Setting ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not valid'}`)
}
