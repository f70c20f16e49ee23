/** Parses one part of a request by a schema; what does not fit is refused in one sentence. */
import { validator } from 'hono-openapi'
import type { z } from 'zod'
import { Refusal, refusalOf } from './refusal.ts'

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
    const message = issue?.message ?? 'it does not fit'
    if (path === undefined || path === '') throw new Refusal('invalid-request', `The request: ${message}.`)
    throw refusalOf(path, `${message}.`)
  })
}

/** No type at all is no body, which the schema has its own sentence for. */
function isJson(contentType: string | undefined): boolean {
  return contentType === undefined || /^application\/json\s*(;|$)/i.test(contentType)
}
