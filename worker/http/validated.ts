/** Parses one part of a request by a schema; what does not fit is refused in one sentence. */
import { validator } from 'hono-openapi'
import type { z } from 'zod'
import { Refusal } from './refusal.ts'

/** Validates `json`, `query`, `param` or `header` by a zod schema and puts it in the OpenAPI document. */
export function validated<S extends z.ZodType, T extends 'json' | 'query' | 'param' | 'header'>(
  target: T,
  schema: S,
) {
  return validator(target, schema, (result) => {
    if (result.success) return
    const [issue] = result.error
    const path = issue?.path
      ?.map((part) => (typeof part === 'object' ? String(part.key) : String(part)))
      .join('.')
    throw new Refusal('invalid-request', sentence(path, issue?.message ?? 'it does not fit'))
  })
}

function sentence(path: string | undefined, message: string): string {
  return path === undefined || path === '' ? `The request: ${message}.` : `"${path}": ${message}.`
}
