import { expect, test } from 'vitest'
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
    webOrigin: 'https://cuecraft.pages.dev',
    hasToken: true,
  })
  expect(obstacles).toHaveLength(1)
  expect(obstacles[0]).toContain('wrangler d1 create cuecraft-staging')
})
