import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { propertyRuns } from '../config/property-runs.ts'

const root = join(import.meta.dirname, '..')

/** The Worker's tests run inside workerd, on real D1, R2, Queues and Durable Objects; only the media service and Workers AI are fakes. */
export default defineConfig({
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: join(root, 'wrangler.toml') },
      miniflare: {
        // Nothing listens to this queue: a test that hands a message over is the only one that wakes a job.
        queueProducers: { JOB_QUEUE: 'cuecraft-jobs-unheard' },
        // Called as the binding of Workers AI is; whoever is behind it is a Worker of the tests.
        serviceBindings: { AI: { name: 'workers-ai', entrypoint: 'FakeWorkersAi' } },
        workers: [await workersAi()],
        bindings: {
          SIGNING_SECRET: 'a secret of the tests that is long enough',
          WEB_ORIGIN: 'http://localhost:8787',
          WORKER_ORIGIN: 'http://localhost:8787',
          COMPOSER_URL: 'http://media-service.test',
          REPLICATE_API_TOKEN: 'r8_a_token_of_the_tests',
          REPLICATE_WEBHOOK_SECRET: 'whsec_YSBzZWNyZXQgb2YgdGhlIHRlc3Rz',
          REPLICATE_API_URL: 'http://replicate.test',
          GENERATION_CEILING_DOLLARS: '1000',
          LRCLIB_URL: 'http://lrclib.test',
          SPOTIFY_CLIENT_ID: 'a0client0of0the0tests',
          // Keys of the tests: 32 bytes of 2 and 32 bytes of 1.
          SPOTIFY_TOKEN_KEYS:
            'new:AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=,old:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=',
          SPOTIFY_ACCOUNTS_URL: 'http://accounts.spotify.test',
          SPOTIFY_API_URL: 'http://api.spotify.test',
          TEST_MIGRATIONS: await readD1Migrations(join(root, 'migrations')),
        },
      },
    })),
  ],
  test: {
    name: 'worker',
    root,
    include: ['worker/**/*.test.ts'],
    globalSetup: [join(root, 'worker/testing/s3-server.ts')],
    setupFiles: [join(root, 'config/property-setup.ts'), join(root, 'worker/testing/migrate.ts')],
    provide: propertyRuns,
    // One runtime after another is what took longest. What files keep is cleared between them: see `migrate.ts`.
    isolate: false,
    testTimeout: 60_000,
    deps: { optimizer: { ssr: { enabled: true, include: ['itty-durable'] } } },
  },
})

/** The Worker that stands in the place of Workers AI. */
async function workersAi() {
  const source = await readFile(join(root, 'worker/testing/workers-ai.fake.ts'), 'utf8')
  return {
    name: 'workers-ai',
    compatibilityDate: '2026-10-01',
    modules: [{ type: 'ESModule' as const, path: 'workers-ai.mjs', contents: stripTypeScriptTypes(source) }],
  }
}
