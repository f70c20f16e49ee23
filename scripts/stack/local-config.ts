/** The Worker's configuration for one local stack, derived from `wrangler.toml` so that bindings are said once. */
import { join } from 'node:path'
import { z } from 'zod'
import { readConfig } from './read-config.ts'

const RawConfig = z.looseObject({
  main: z.string(),
  vars: z.record(z.string(), z.unknown()),
  d1_databases: z.array(z.looseObject({ database_name: z.string() })),
})

/** What one stack decides for itself. */
export type LocalChoices = {
  readonly root: string
  readonly port: number
  readonly webOrigin: string | undefined
  readonly mediaServiceUrl: string
  readonly secret: string
  readonly serviceToken: string
  /** Where settings of outside services are taken from, for whoever wants one on their own machine. */
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** What a local stack takes from its environment: clips from models and the Spotify lane are off without theirs. */
const passedOn = [
  'GENERATION_CEILING_DOLLARS',
  'LRCLIB',
  'LRCLIB_URL',
  'REPLICATE_API_TOKEN',
  'REPLICATE_API_URL',
  'REPLICATE_WEBHOOK_SECRET',
  'SPOTIFY_ACCOUNTS_URL',
  'SPOTIFY_API_URL',
  'SPOTIFY_CLIENT_ID',
  'SPOTIFY_CLIENT_SECRET',
  'SPOTIFY_TOKEN_KEYS',
  'TRANSCRIPTION',
] as const

/** The configuration as JSON text, and the name of its database. Paths are absolute: it lives in the state folder. */
export function localConfig(choices: LocalChoices): { readonly text: string; readonly databaseName: string } {
  const {
    env: _deployed,
    containers: _images,
    ...raw
  } = RawConfig.parse(readConfig(join(choices.root, 'wrangler.toml')))
  const origin = `http://localhost:${choices.port}`
  const config = {
    ...raw,
    main: join(choices.root, raw.main),
    assets: {
      binding: 'ASSETS',
      directory: join(choices.root, 'web', 'dist'),
      not_found_handling: 'single-page-application',
      // Pages of links are written by the Worker: what draws a card of a link runs no scripts.
      run_worker_first: ['/api/*', '/v/*', '/healthz', '/readyz'],
    },
    d1_databases: raw.d1_databases.map((database) => ({
      ...database,
      migrations_dir: join(choices.root, 'migrations'),
    })),
    vars: {
      ...raw.vars,
      ...Object.fromEntries(
        passedOn.flatMap((name) => {
          const value = choices.environment[name]
          return value === undefined || value === '' ? [] : [[name, value]]
        }),
      ),
      WEB_ORIGIN: choices.webOrigin ?? origin,
      WORKER_ORIGIN: `http://127.0.0.1:${choices.port}`,
      COMPOSER_URL: choices.mediaServiceUrl,
      COMPOSER_TOKEN: choices.serviceToken,
      SIGNING_SECRET: choices.secret,
    },
  }
  const [database] = raw.d1_databases
  if (database === undefined) throw new Error('wrangler.toml binds no database.')
  return { text: JSON.stringify(config, null, 2), databaseName: database.database_name }
}
