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

/** Throws when an answer is not what the document says of its address. A 500 is always a fault. */
export async function checkAnswer(method: string, path: string, answer: Answer): Promise<void> {
  if (answer.status === 500) throw new Error(`${method} ${path} answered 500: ${answer.text}`)
  const operation = await findOperation(method, path.split('?')[0] ?? path)
  // Whoever sends If-None-Match knows that 304 is an answer (RFC 9110, section 15.4.5).
  if (operation === undefined || answer.status === 304) return
  const promised = operation.responses[String(answer.status)]
  if (promised === undefined) {
    throw new Error(
      `${method} ${path} answered ${answer.status}, which the document does not know: ${answer.text.slice(0, 300)}`,
    )
  }
  const contentType = answer.headers.get('content-type')?.split(';')[0] ?? ''
  const schema = promised.content?.[contentType]?.schema
  if (answer.json === undefined) return
  if (schema === undefined)
    throw new Error(`${method} ${path} answered ${contentType}, which is not promised`)
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
