import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

function deploy(...parameters: string[]) {
  const environment = { ...process.env, CI: '1', CLOUDFLARE_API_TOKEN: '' }
  return spawnSync(process.execPath, [join(root, 'scripts', 'deploy.ts'), ...parameters], {
    env: environment,
    encoding: 'utf8',
  })
}

test.each(['staging', 'production'])(
  'the dry run of %s builds the Worker, the Pages Function and the web app',
  (target) => {
    const { status, stdout, stderr } = deploy('--env', target, '--dry-run')
    expect(`${stderr}`).not.toContain('ERROR')
    expect(status).toBe(0)
    expect(stdout).toContain(`Everything for ${target} builds. Nothing was sent.`)
  },
)

test('a deployment of a configuration that is not filled in stops before anything is sent', () => {
  const { status, stderr } = deploy('--env', 'staging')
  expect(status).toBe(1)
  expect(stderr).toContain('wrangler d1 create cuecraft-staging')
})
