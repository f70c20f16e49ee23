import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readConfig } from '../stack/read-config.ts'
import { deployObstacles, deploySteps, readDeployChoices } from './plan.ts'

test('a deployment migrates the database, then sends the Worker, then the web app', () => {
  const words = deploySteps('production', false, 'scratch').map((step) => step.wrangler.slice(0, 2).join(' '))
  expect(words).toEqual(['d1 migrations', 'deploy --env', 'pages deploy'])
})

test('a dry run sends nothing', () => {
  const steps = deploySteps('staging', true, 'scratch')
  expect(steps.every((step) => step.wrangler.includes('--dry-run') || step.wrangler.includes('build'))).toBe(
    true,
  )
  expect(steps.some((step) => step.wrangler.includes('--remote'))).toBe(false)
})

test('a deployment without a target is refused in one sentence', () => {
  expect(() => readDeployChoices([])).toThrow('--env staging')
  expect(() => readDeployChoices(['--env', 'moon'])).toThrow('--env staging')
})

test('a placeholder database stops a real deployment before anything is sent', () => {
  const obstacles = deployObstacles({
    target: 'staging',
    databaseIds: ['00000000-0000-0000-0000-000000000000'],
    addresses: { WEB_ORIGIN: 'https://cuecraft.pages.dev' },
    hasToken: true,
  })
  expect(obstacles).toHaveLength(1)
  expect(obstacles[0]).toContain('wrangler d1 create cuecraft-staging')
})

test('an address that is still an example stops a real deployment, by its name', () => {
  const addresses = { WEB_ORIGIN: 'https://cuecraft.pages.dev', WORKER_ORIGIN: 'https://api.example.com' }
  expect(deployObstacles({ target: 'production', databaseIds: ['d1'], addresses, hasToken: true })).toEqual([
    'Set WORKER_ORIGIN of production in wrangler.toml to your own addresses.',
  ])
})

const root = join(import.meta.dirname, '..', '..')
const WorkerNames = z.object({ env: z.record(z.string(), z.looseObject({ name: z.string() })) })
const Services = z.object({ services: z.array(z.object({ binding: z.string(), service: z.string() })) })
const PagesServices = z.object({ env: z.object({ production: Services, preview: Services }) })

test.each(['staging', 'production'] as const)('the web app of %s calls the Worker of the same', (target) => {
  const words = deploySteps(target, false, 'scratch').find((step) => step.folder === 'web')?.wrangler ?? []
  // Pages takes deployments of the branch main for production, and all others for previews.
  const isProduction = words[words.indexOf('--branch') + 1] === 'main'
  const { env } = PagesServices.parse(readConfig(join(root, 'web', 'wrangler.toml')))
  const { services } = isProduction ? env.production : env.preview
  expect(services).toEqual([
    { binding: 'API', service: WorkerNames.parse(readConfig(join(root, 'wrangler.toml'))).env[target]?.name },
  ])
})
