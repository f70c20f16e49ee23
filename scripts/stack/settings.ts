/** Where the local stack listens and keeps its state, read once from the environment. */
import { randomBytes } from 'node:crypto'
import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'

const Environment = z.object({
  PORT: z.coerce
    .number({ message: 'PORT must be a number' })
    .int('PORT must be a whole number')
    .min(1, 'PORT must be between 1 and 65535')
    .max(65_535, 'PORT must be between 1 and 65535')
    .default(8787),
  STATE_DIR: z.string().min(1, 'STATE_DIR must name a folder').default('.state'),
})

/** See `readStackSettings`. */
export type StackSettings = {
  readonly port: number
  readonly stateFolder: string
  /** Where the web app is served when the stack itself does not: Pages, in a test of that topology. */
  readonly webOrigin?: string
  /** Settings of outside services that stand before those of the environment: of servers that tests put in their place. */
  readonly outside?: Readonly<Record<string, string>>
}

/** Reads PORT and STATE_DIR; throws one sentence for a value that cannot be used. */
export function readStackSettings(environment: NodeJS.ProcessEnv): StackSettings {
  const parsed = Environment.safeParse({ PORT: environment.PORT, STATE_DIR: environment.STATE_DIR })
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(`${issue?.message ?? 'PORT or STATE_DIR is not valid'}. Correct it and start again.`)
  }
  return { port: parsed.data.PORT, stateFolder: resolve(parsed.data.STATE_DIR) }
}

/** Makes the state folder where there is none; throws one sentence when that cannot be. */
export function openStateFolder(stateFolder: string): void {
  try {
    mkdirSync(stateFolder, { recursive: true })
    accessSync(stateFolder, constants.W_OK)
  } catch {
    throw new Error(
      `STATE_DIR is ${stateFolder}, where nothing can be kept. Name a folder that you may write to.`,
    )
  }
}

/** The secret that signs addresses in this state folder: made once, readable by its owner only. */
export function localSecret(stateFolder: string): string {
  const path = join(stateFolder, 'secret')
  try {
    writeFileSync(path, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(path, 'utf8')
}
