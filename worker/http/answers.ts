/** Ties what a route answers to its schemas: in the OpenAPI document, in the handler's types, in the typed client. */
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { describeRoute, resolver } from 'hono-openapi'
import type { z } from 'zod'
import { Problem } from './problem.ts'
import { type RefusalCode, refusals } from './refusal.ts'

type Answers = { readonly [status: number]: z.ZodType }

/**
 * Describes a route once: its good answers by status, and the refusals its caller may meet. The handler may only
 * answer through `send`, so a wrong body or status does not compile.
 */
export function answers<const A extends Answers>(
  summary: string,
  byStatus: A,
  mayRefuse: readonly RefusalCode[] = [],
) {
  const describe = describeRoute({
    summary,
    responses: { ...goodResponses(summary, byStatus), ...refusalResponses(mayRefuse) },
  })
  const send = <S extends keyof A & ContentfulStatusCode>(c: Context, status: S, body: z.input<A[S]>) =>
    // The schema's output is what the client sees; the JSON of input and output is the same for our schemas.
    c.json(body as z.output<A[S]>, status)
  return { describe, send }
}

/** Describes a route that does something and answers 204, without a body. */
export function answersNothing(summary: string, mayRefuse: readonly RefusalCode[] = []) {
  const responses = { 204: { description: summary }, ...refusalResponses(mayRefuse) }
  return { describe: describeRoute({ summary, responses }), send: (c: Context) => c.body(null, 204) }
}

const onOwnFile = ['sign-in-required', 'not-found'] as const satisfies readonly RefusalCode[]

/** Describes a route that answers a file, whole or in ranges. `contentType` is a type or a range of types. */
export function answersFile(
  summary: string,
  contentType: string,
  mayRefuse: readonly RefusalCode[] = onOwnFile,
) {
  const content = { [contentType]: { schema: { type: 'string' as const, format: 'binary' } } }
  const good = {
    200: { description: summary, content },
    206: { description: 'A range of it', content },
    304: { description: 'It is what If-None-Match names' },
  }
  const refusals = refusalResponses([...mayRefuse, 'not-ready', 'range-not-satisfiable'])
  return describeRoute({ summary, responses: { ...good, ...refusals } })
}

/** Describes a route that answers a document that is written when it is asked for, of one type or of several. */
export function answersDocument(
  summary: string,
  contentTypes: string | readonly string[],
  mayRefuse: readonly RefusalCode[],
) {
  const content = Object.fromEntries(
    [contentTypes].flat().map((contentType) => {
      const type = /[/+]json$/.test(contentType) ? ('object' as const) : ('string' as const)
      return [contentType, { schema: { type } }]
    }),
  )
  return describeRoute({
    summary,
    responses: { 200: { description: summary, content }, ...refusalResponses(mayRefuse) },
  })
}

/** Added to a route that sends a stored document as it lies: a range of it, where one is asked for. */
export const alsoInRanges = describeRoute({
  responses: {
    206: { description: 'A range of it' },
    304: { description: 'It is what If-None-Match names' },
    ...refusalResponses(['range-not-satisfiable']),
  },
})

/** Describes a route that answers server-sent events, each of one name, until there is nothing more to tell. */
export function answersEvents(summary: string, mayRefuse: readonly RefusalCode[]) {
  const content = { 'text/event-stream': { schema: { type: 'string' as const } } }
  const good = { 200: { description: 'One event now and one at every change', content } }
  return describeRoute({ summary, responses: { ...good, ...refusalResponses(mayRefuse) } })
}

/** Describes a route that switches to a WebSocket. */
export function answersSocket(summary: string, mayRefuse: readonly RefusalCode[]) {
  const good = { 101: { description: 'The connection is a WebSocket from here on (RFC 6455)' } }
  return describeRoute({ summary, responses: { ...good, ...refusalResponses(mayRefuse) } })
}

function goodResponses(description: string, byStatus: Answers) {
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, schema]) => [
      status,
      { description, content: { 'application/json': { schema: resolver(schema) } } },
    ]),
  )
}

/** Any request may be of the wrong form, if only by the ids in its address. */
function refusalResponses(codes: readonly RefusalCode[]) {
  const byStatus = new Map<number, string[]>()
  for (const code of new Set<RefusalCode>(['invalid-request', ...codes])) {
    const { status, title } = refusals[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), title])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, titles]) => [
      status,
      {
        description: titles.join('; '),
        content: { 'application/problem+json': { schema: resolver(Problem) } },
      },
    ]),
  )
}
