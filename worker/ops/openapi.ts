/** Finishes the generated OpenAPI document: what it is, how to sign in, a name for every operation, what any may refuse. */
import type { generateSpecs } from 'hono-openapi'
import { z } from 'zod'
import { Problem } from '../http/problem.ts'
import { type RefusalCode, refusals } from '../http/refusal.ts'

type Document = Awaited<ReturnType<typeof generateSpecs>>

const openTags = new Set([
  'auth',
  'outbox',
  'shares',
  'joining',
  'live',
  'healthz',
  'readyz',
  'openapi.json',
  'webhooks',
])

/**
 * The document as it leaves: every operation named, tagged by its domain, marked with how to sign in, and with the
 * refusals of the middleware that it passes.
 */
export function describeApi(generated: Document): Document {
  return {
    ...generated,
    openapi: '3.1.0',
    info: {
      title: 'Cuecraft',
      version: '1',
      description:
        'A song and some photos become a beat-synced music video. Errors are problem documents (RFC 9457); times are RFC 3339 in UTC; lists page by an opaque cursor; creates take an Idempotency-Key.',
    },
    components: {
      ...generated.components,
      schemas: { ...generated.components?.schemas, Problem: problemSchema() },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'sid' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
    paths: Object.fromEntries(
      Object.entries(generated.paths ?? {}).map(([path, item]) => [path, describePath(path, item ?? {})]),
    ),
  }
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

type PathItem = NonNullable<NonNullable<Document['paths']>[string]>

function describePath(path: string, item: PathItem): PathItem {
  const tag = path.split('/').filter((part) => part !== 'api' && part !== 'v1' && part !== '')[0] ?? 'ops'
  const described = { ...item }
  for (const method of methods) {
    const operation = item[method]
    if (operation === undefined) continue
    const isOpen = openTags.has(tag)
    const isCreate = method === 'post' && !isOpen && tag !== 'tokens'
    described[method] = {
      ...operation,
      operationId: operationId(method, path),
      tags: [tag],
      security: isOpen ? [] : [{ session: [] }, { token: [] }],
      parameters: [...(operation.parameters ?? []), ...(isCreate ? [idempotencyKey] : [])],
      responses: { ...commonRefusals({ method, isOpen, isCreate }), ...operation.responses },
    }
  }
  return described
}

const idempotencyKey = {
  in: 'header',
  name: 'Idempotency-Key',
  required: false,
  description:
    'Sent again with the same key within a day, a create gives its first answer again; with another query or body it is refused',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
} as const

type Passed = {
  readonly method: (typeof methods)[number]
  readonly isOpen: boolean
  readonly isCreate: boolean
}

/** What the middleware before every operation may answer; what an operation says of a status itself comes first. */
function commonRefusals({ method, isOpen, isCreate }: Passed) {
  const isWrite = method !== 'get'
  const codes: readonly RefusalCode[] = [
    'invalid-request',
    ...(isOpen ? [] : (['sign-in-required', 'scope-missing'] as const)),
    ...(isWrite ? (['foreign-origin', 'too-large', 'json-required'] as const) : []),
    ...(isCreate ? (['conflict', 'idempotency-key-reused'] as const) : []),
    'service-unavailable',
  ]
  const common = codes.map((code) => [refusals[code].status, problemOf(refusals[code].title)])
  return Object.fromEntries([...common, [500, problemOf('Something broke on our side')]])
}

function problemOf(description: string) {
  const schema = { $ref: '#/components/schemas/Problem' } as const
  return { description, content: { 'application/problem+json': { schema } } }
}

function problemSchema() {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(Problem)
  // JSON Schema as zod writes it is what OpenAPI 3.1 takes; the two libraries only type it differently.
  return schema as NonNullable<NonNullable<Document['components']>['schemas']>[string]
}

/** `get /api/v1/songs/{songId}` becomes `getSongsBySongId`: stable, since it follows from the address. */
function operationId(method: string, path: string): string {
  const words = path
    .replace('/api/v1', '')
    .split('/')
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith('{')
        ? `By${capital(part.slice(1, -1))}`
        : part
            .split(/[^a-zA-Z0-9]/)
            .map(capital)
            .join(''),
    )
  return `${method}${words.join('')}`
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}
