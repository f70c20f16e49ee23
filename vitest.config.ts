import { defineConfig } from 'vitest/config'
import { propertyRuns } from './config/property-runs.ts'
import { scriptFonts } from './web/script-fonts-plugin.ts'

const properties = { setupFiles: ['config/property-setup.ts'], provide: propertyRuns }

/**
 * One project a program: core and the Node programs here, the Worker inside workerd by its own config. Deadlines are for
 * what hangs, on a machine with much else to do: no test says anything by how long it takes. Where tests leave nothing
 * behind in their process, its modules serve one file after another (`isolate: false`).
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...properties,
          name: 'core',
          environment: 'node',
          include: ['core/**/*.test.ts'],
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          ...properties,
          name: 'container',
          environment: 'node',
          include: ['container/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        plugins: [scriptFonts()],
        test: {
          ...properties,
          name: 'web',
          environment: 'node',
          include: ['web/**/*.test.ts'],
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          ...properties,
          name: 'scripts',
          environment: 'node',
          include: ['scripts/**/*.test.ts'],
          isolate: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['e2e/support/shared-stack-setup.ts'],
          testTimeout: 240_000,
          // Where `npm test` did not build the pages, the first file that needs them does.
          hookTimeout: 600_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      './worker/vitest.config.ts',
    ],
  },
})
