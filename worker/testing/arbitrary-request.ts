/** Requests that anybody might send: what the OpenAPI document asks for, bent, broken, or replaced by something else. */
import fc from 'fast-check'
import { z } from 'zod'
import { readDocument } from './document.ts'

/** One request. `caller` is an index into the people of a test. */
export type AnyRequest = {
  readonly method: string
  /** Under the origin, with its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | undefined
  readonly caller: number
}

/**
 * What a test has for requests to name: texts by the parameter or property that asks for them (`songId`), the files that
 * forms carry, and how many callers there are.
 */
export type Known = {
  readonly texts: Readonly<Record<string, readonly string[]>>
  readonly files: readonly Uint8Array[]
  readonly callers: number
}

const Schema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  maximum: z.number().optional(),
})
const Parameter = z.object({ name: z.string(), in: z.string(), schema: z.unknown() })
const Operation = z.looseObject({
  parameters: z.array(Parameter).default([]),
  requestBody: z
    .looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })) })
    .optional(),
})

/** Texts that have broken programs. */
const meanText = fc.constantFrom(
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  'NaN',
  'null',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '%00',
  'a\u0000b',
  '\ud800',
  '🎵',
  "' or 1=1 --",
  '<script>alert(1)</script>',
  'x'.repeat(70),
  'x'.repeat(5000),
)
const meanNumber = fc.constantFrom(0, -0, -1, 0.5, 1, 2 ** 31, 2 ** 32, 2 ** 53, 1e308, 5e-324)
const meanValue = fc.oneof(meanText, meanNumber, fc.jsonValue({ maxDepth: 3 }), fc.constant(null))

/** A header that no client sends by mistake, or that many do. */
const meanHeaders = fc.constantFrom<Readonly<Record<string, string>>>(
  { range: 'bytes=0-0' },
  { range: 'bytes=9-1,2-' },
  { range: 'bytes=99999999-' },
  { 'if-match': '*' },
  { 'if-none-match': '"x"' },
  { 'if-range': '"x"', range: 'bytes=0-1' },
  { origin: 'https://evil.example' },
  { 'sec-fetch-site': 'cross-site' },
  { authorization: 'Bearer cuecraft_nothing' },
  { authorization: 'Basic YTpi' },
  { cookie: 'sid=%E0%A4%A; sid=x' },
  { 'idempotency-key': 'again' },
  { 'idempotency-key': 'not one key' },
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/octet-stream' },
  { 'content-type': 'multipart/form-data' },
)

/** Something of a schema, most of the time; its parts are bent on their own. `name` is what asks for it. */
function arbitraryOf(given: unknown, name: string, known: Known): fc.Arbitrary<unknown> {
  const schema = Schema.parse(given ?? {})
  const options = schema.anyOf ?? schema.oneOf
  if (options !== undefined) return fc.oneof(...options.map((option) => arbitraryOf(option, name, known)))
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type) => arbitraryOf({ ...schema, type }, name, known)))
  return fc.oneof(
    { weight: 20, arbitrary: fittingOf(schema, name, known) },
    { weight: 1, arbitrary: meanValue },
  )
}

function fittingOf(schema: z.output<typeof Schema>, name: string, known: Known): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (schema.const !== undefined) return fc.constant(schema.const)
  switch (schema.type) {
    case 'object':
      return objectOf(schema.properties ?? {}, known)
    case 'array':
      return fc.array(arbitraryOf(schema.items, name, known), { maxLength: 3 })
    case 'integer':
      return fc.oneof(fc.nat(40), fc.integer({ min: 0, max: Math.min(schema.maximum ?? 1000, 2 ** 31) }))
    case 'number':
      return fc.oneof(fc.nat(40), fc.double({ min: 0, max: 1, noNaN: true }))
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return textOf(name, known)
  }
}

function textOf(name: string, { texts }: Known): fc.Arbitrary<string> {
  const ours = texts[name] ?? []
  return fc.oneof(
    ...(ours.length === 0 ? [] : [{ weight: 8, arbitrary: fc.constantFrom(...ours) }]),
    { weight: 2, arbitrary: fc.string({ minLength: 1, maxLength: 30 }) },
    { weight: 1, arbitrary: fc.constantFrom(...Object.values(texts).flat()) },
    { weight: 1, arbitrary: meanText },
  )
}

function objectOf(properties: Readonly<Record<string, unknown>>, known: Known) {
  const arbitraries = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, arbitraryOf(schema, name, known)]),
  )
  return fc.oneof(
    { weight: 2, arbitrary: fc.record(arbitraries) },
    { weight: 1, arbitrary: fc.record(arbitraries, { requiredKeys: [] }) },
  )
}

/** Requests to every operation of the document. */
export async function anyRequest(known: Known): Promise<fc.Arbitrary<AnyRequest>> {
  const { paths } = await readDocument()
  const requests = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) =>
      requestTo(method.toUpperCase(), path, Operation.parse(operation), known),
    ),
  )
  return fc.oneof(...requests)
}

function requestTo(
  method: string,
  pattern: string,
  { parameters, requestBody }: z.output<typeof Operation>,
  known: Known,
): fc.Arbitrary<AnyRequest> {
  const texts = (place: string) => {
    const here = parameters.filter((each) => each.in === place)
    const arbitraries = here.map(({ name, schema }) => [
      name,
      fc.oneof(
        { weight: 8, arbitrary: fittingOf(Schema.parse(schema ?? {}), name, known).map(String) },
        { weight: 1, arbitrary: meanText },
      ),
    ])
    return fc.record<Record<string, string>>(Object.fromEntries(arbitraries), {
      requiredKeys: place === 'path' ? here.map(({ name }) => name) : [],
    })
  }
  const [type] = Object.keys(requestBody?.content ?? {})
  return fc
    .record({
      inPath: texts('path'),
      inQuery: texts('query'),
      inHeader: texts('header'),
      extra: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: meanHeaders }),
      body:
        type === undefined ? fc.constant(undefined) : bodyOf(type, requestBody?.content[type]?.schema, known),
      caller: fc.nat(known.callers - 1),
    })
    .map(({ inPath, inQuery, inHeader, extra, body, caller }) => {
      const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) => encoded(inPath[name] ?? ''))
      const query = Object.entries(inQuery).map(([name, text]) => `${name}=${encoded(text)}`)
      const contentType = type === 'multipart/form-data' ? `${type}; boundary=${boundary}` : type
      return {
        method,
        path: query.length === 0 ? path : `${path}?${query.join('&')}`,
        headers: {
          ...(contentType === undefined ? {} : { 'content-type': contentType }),
          ...sendable(inHeader),
          ...extra,
        },
        body,
        caller,
      }
    })
}

const boundary = 'a-line-between'

function bodyOf(type: string, schema: unknown, known: Known): fc.Arbitrary<string | Uint8Array> {
  const brokenBody = fc.oneof(
    meanText,
    fc.constantFrom('{', '{"title":NaN}', '['.repeat(10_000), '{"a":'.repeat(9000), `--${boundary}--`),
  )
  return fc.oneof(
    { weight: 8, arbitrary: wholeBodyOf(type, schema, known) },
    { weight: 1, arbitrary: brokenBody },
  )
}

function wholeBodyOf(type: string, schema: unknown, known: Known): fc.Arbitrary<string | Uint8Array> {
  const file = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...known.files) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  )
  if (type === 'application/octet-stream') return file
  if (type === 'multipart/form-data') return fc.tuple(file, textOf('fileName', known)).map(formOf)
  return arbitraryOf(schema, '', known).map((value) => JSON.stringify(value) ?? '')
}

/** A form of one file, as browsers write it. */
function formOf([file, name]: readonly [Uint8Array, string]): Uint8Array {
  const encoder = new TextEncoder()
  const head = encoder.encode(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`,
  )
  const end = encoder.encode(`\r\n--${boundary}--\r\n`)
  const form = new Uint8Array(head.length + file.length + end.length)
  form.set(head)
  form.set(file, head.length)
  form.set(end, head.length + file.length)
  return form
}

/** Percent codes for whatever a path cannot hold; a lone surrogate has none. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '?'))
}

/** Headers that the platform lets a client send at all. */
function sendable(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, text]) => /^[\x21-\x7e]{1,300}$/.test(text)))
}
