/** Holds answers against the OpenAPI document, so that what it promises is what people get. */
import { SELF } from 'cloudflare:test'
import { z } from 'zod'
import type { Answer } from './answer.ts'

const Operation = z.looseObject({
  responses: z.record(
    z.string(),
    z.looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })).optional() }),
  ),
})
const Document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })

let document: Promise<z.output<typeof Document>> | undefined

/** The document as anybody may read it. */
export async function readDocument(): Promise<z.output<typeof Document>> {
  document ??= SELF.fetch('http://localhost:8787/api/v1/openapi.json').then(async (answer) =>
    Document.parse(await answer.json()),
  )
  return await document
}

/** What every address may answer whatever it is: not signed in, not there, and so on are said once for all. */
const everywhere = new Set([400, 401, 403, 404, 409, 413, 415, 429, 500, 503])

/** Throws when an answer is not what the document says of its address. A 500 is always a fault. */
export async function checkAnswer(method: string, path: string, answer: Answer): Promise<void> {
  if (answer.status === 500) throw new Error(`${method} ${path} answered 500: ${answer.text}`)
  const operation = await findOperation(method, path.split('?')[0] ?? path)
  if (operation === undefined || answer.status === 204 || answer.status === 304) return
  const promised = operation.responses[String(answer.status)]
  if (promised === undefined) {
    if (answer.problem !== undefined && everywhere.has(answer.status)) return
    throw new Error(
      `${method} ${path} answered ${answer.status}, which the document does not know: ${answer.text.slice(0, 300)}`,
    )
  }
  const schema = promised.content?.['application/json']?.schema
  if (schema === undefined || answer.json === undefined) return
  const parsed = z.fromJSONSchema(await resolveSchema(schema)).safeParse(answer.json)
  if (!parsed.success)
    throw new Error(
      `${method} ${path} answered what the document does not say: ${z.prettifyError(parsed.error)}`,
    )
}

async function findOperation(method: string, path: string): Promise<z.output<typeof Operation> | undefined> {
  const { paths } = await readDocument()
  const exact = Object.keys(paths).find((pattern) => patternOf(pattern).test(path))
  const operation = exact === undefined ? undefined : paths[exact]?.[method.toLowerCase()]
  return operation === undefined ? undefined : Operation.parse(operation)
}

function patternOf(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/\{[^}]+\}/g, '[^/]+')}$`)
}

const Shared = z.looseObject({
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()).default({}) }).prefault({}),
})

/** Schemas that several routes share are written once in the document and referred to. */
async function resolveSchema(schema: unknown): Promise<Parameters<typeof z.fromJSONSchema>[0]> {
  const { schemas } = Shared.parse(await readDocument()).components
  const whole = { ...z.looseObject({}).parse(schema), $defs: schemas }
  return JSON.parse(JSON.stringify(whole).replaceAll('#/components/schemas/', '#/$defs/'))
}
