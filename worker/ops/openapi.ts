/** Finishes the generated OpenAPI document: what it is, how to sign in, a name for every operation. */
import type { generateSpecs } from 'hono-openapi'

type Document = Awaited<ReturnType<typeof generateSpecs>>

const openTags = new Set(['auth', 'outbox', 'healthz', 'readyz', 'openapi.json'])

/** The document as it leaves: every operation named, tagged by its domain, and marked with how to sign in. */
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
    described[method] = {
      ...operation,
      operationId: operationId(method, path),
      tags: [tag],
      security: openTags.has(tag) ? [] : [{ session: [] }, { token: [] }],
    }
  }
  return described
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
