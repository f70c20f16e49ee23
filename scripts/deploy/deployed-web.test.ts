import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withStrictTransport } from './deployed-web.ts'

const rules = readFileSync(join(import.meta.dirname, '..', '..', 'web', 'public', '_headers'), 'utf8')

test('pages ask for https where they are deployed, beside all they say locally', () => {
  const deployed = withStrictTransport(rules)
  const [first, ...others] = deployed.split('\n\n')
  expect(first).toContain('\n  Strict-Transport-Security: max-age=63072000; includeSubDomains; preload\n')
  expect(others).toEqual(rules.split('\n\n').slice(1))
  expect(rules).not.toContain('Strict-Transport-Security')
})

test('rules without one for all pages are refused', () => {
  expect(() => withStrictTransport('/assets/*\n  Cache-Control: no-store\n')).toThrow('_headers')
})
