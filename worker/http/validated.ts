/** Parses one part of a request by a schema; what does not fit is refused in one sentence. */
import { validator } from 'hono-openapi'
import type { z } from 'zod'
import { Refusal } from './refusal.ts'

/** Validates `json`, `query`, `param` or `header` by a zod schema and puts it in the OpenAPI document. */
export function validated<S extends z.ZodType, T extends 'json' | 'query' | 'param' | 'header'>(
  target: T,
  schema: S,
) {
  return validator(target, schema, (result, c) => {
    // A form, or bytes, that is read as JSON would be called an empty object; it may hold what was meant.
    if (target === 'json' && !isJson(c.req.header('content-type')))
      throw new Refusal('json-required', 'Send the body as application/json.')
    if (result.success) return
    const [issue] = result.error
    const path = issue?.path
      ?.map((part) => (typeof part === 'object' ? String(part.key) : String(part)))
      .join('.')
    throw new Refusal('invalid-request', sentence(path, issue?.message ?? 'it does not fit'))
  })
}

/** No type at all is no body, which the schema has its own sentence for. */
function isJson(contentType: string | undefined): boolean {
  return contentType === undefined || /^application\/json\s*(;|$)/i.test(contentType)
}

function sentence(path: string | undefined, message: string): string {
  return path === undefined || path === '' ? `The request: ${message}.` : `"${path}": ${message}.`
}
