/** The web app as it is sent to Pages: the build, and what may only be said where there is https. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strictTransportSecurity } from '../../worker/http/strict-transport.ts'

/**
 * Copies a build and lets its pages ask for https from then on (RFC 6797). A local stack serves the same build without
 * it: a browser that was told so would refuse every other thing somebody develops on localhost.
 */
export function copyForPages(build: string, target: string): void {
  cpSync(build, target, { recursive: true })
  const headers = join(target, '_headers')
  writeFileSync(headers, withStrictTransport(readFileSync(headers, 'utf8')))
}

/** The rules of a `_headers` file, with one more header for every page; throws where no rule is for all of them. */
export function withStrictTransport(rules: string): string {
  const lines = rules.split('\n')
  const all = lines.indexOf('/*')
  if (all === -1) throw new Error('web/public/_headers has no rule for all pages ("/*").')
  return lines.toSpliced(all + 1, 0, `  Strict-Transport-Security: ${strictTransportSecurity}`).join('\n')
}
