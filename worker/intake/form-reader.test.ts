import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../http/refusal.ts'
import { FormReader } from './form-reader.ts'

const boundary = 'XbX'
const contentType = `multipart/form-data; boundary=${boundary}`
const delimiter = `\r\n--${boundary}`
const limit = {
  mostBytes: 1_000_000,
  refusal: () => new Refusal('too-large', 'This form is longer than a megabyte.'),
}
const utf8 = new TextEncoder()

type Part = { readonly name: string; readonly fileName: string | undefined; readonly content: Uint8Array }

/** The bytes of a form, written as RFC 7578 says, by hand. */
function formOf(parts: readonly Part[], ends = '--\r\n'): Uint8Array {
  const written = parts.flatMap(({ name, fileName, content }) => {
    const file = fileName === undefined ? '' : `; filename="${fileName}"\r\nContent-Type: audio/wav`
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`
    return [utf8.encode(head), content, utf8.encode('\r\n')]
  })
  return joined([...written, utf8.encode(`--${boundary}${ends}`)])
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** A body that arrives in pieces, cut at these places. */
function bodyOf(bytes: Uint8Array, cuts: readonly number[]): ReadableStream<Uint8Array> {
  const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
  const pieces = places.slice(1).map((end, i) => bytes.slice(places[i], end))
  return new ReadableStream({
    pull(controller) {
      const piece = pieces.shift()
      if (piece === undefined) controller.close()
      else controller.enqueue(piece)
    },
  })
}

async function readAll(body: ReadableStream<Uint8Array>, type = contentType): Promise<Part[]> {
  const reader = new FormReader(body, type, limit)
  const parts: Part[] = []
  for (let part = await reader.next(); part !== undefined; part = await reader.next()) {
    const pieces: Uint8Array[] = []
    for await (const piece of reader.content()) pieces.push(piece.slice())
    parts.push({ ...part, content: joined(pieces) })
  }
  return parts
}

async function refusalOf(reading: Promise<unknown>): Promise<Refusal> {
  const thrown = await reading.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (thrown instanceof Refusal) return thrown
  throw new Error(`expected a refusal and met ${String(thrown)}`)
}

/** Content that keeps beginning the delimiter and never finishes it: the bytes a reader could trip over. */
const trickyContent = fc
  .array(fc.constantFrom(...utf8.encode('\r\n--XbX\0'), 255), { maxLength: 60 })
  .map((bytes) => Uint8Array.from(bytes))
  .filter((bytes) => !new TextDecoder('latin1').decode(bytes).includes(delimiter))

const anyPart: fc.Arbitrary<Part> = fc.record({
  name: fc.stringMatching(/^[a-zé🎸 ;=]{1,8}$/u),
  fileName: fc.option(fc.stringMatching(/^[a-zé🎸 ;=.]{0,8}$/u), { nil: undefined }),
  content: trickyContent,
})

test('a form is read as it was written, in whatever pieces it arrives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyPart, { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat(600), { maxLength: 12 }),
      async (parts, cuts) => {
        const bytes = formOf(parts)
        const inside = cuts.map((cut) => cut % bytes.length)
        expect(await readAll(bodyOf(bytes, inside))).toEqual(parts)
      },
    ),
  )
})

test('a form is read as it was written wherever it is cut in two, and byte by byte', async () => {
  const parts = [
    { name: 'keepLocation', fileName: undefined, content: utf8.encode('true') },
    { name: 'file', fileName: 'a.wav', content: utf8.encode(`\r\n--Xb${delimiter.slice(0, -1)}\r`) },
  ]
  const bytes = formOf(parts)
  const everywhere = Array.from(bytes, (_, at) => at)
  for (const cut of everywhere) expect(await readAll(bodyOf(bytes, [cut]))).toEqual(parts)
  expect(await readAll(bodyOf(bytes, everywhere))).toEqual(parts)
})

test('a form that ends anywhere before its end is refused, never taken for a shorter one', async () => {
  const bytes = formOf([{ name: 'file', fileName: 'a.wav', content: utf8.encode(delimiter.slice(0, -1)) }])
  const whole = bytes.length - '\r\n'.length
  for (let length = 0; length < whole; length += 1) {
    expect((await refusalOf(readAll(bodyOf(bytes.slice(0, length), [])))).code).toBe('invalid-request')
  }
  expect(await readAll(bodyOf(bytes.slice(0, whole), []))).toHaveLength(1)
})

test('a part that nobody reads is passed over', async () => {
  const content = trickyContent.map((bytes) => ({ name: 'a', fileName: 'a.wav', content: bytes }))
  await fc.assert(
    fc.asyncProperty(content, async (part) => {
      const reader = new FormReader(bodyOf(formOf([part, { ...part, name: 'b' }]), []), contentType, limit)
      await reader.next()
      expect((await reader.next())?.name).toBe('b')
      expect(await reader.next()).toBeUndefined()
    }),
  )
})

test('the forms that this platform writes are read', async () => {
  const form = new FormData()
  form.set('a "quoted" name', 'text')
  form.set('file', new File([new Uint8Array([1, 2, 3])], 'né 🎸.wav'))
  const response = new Response(form)
  const type = response.headers.get('content-type') ?? ''
  const [text, file] = await readAll(response.body ?? bodyOf(new Uint8Array(), []), type)
  expect(text).toMatchObject({ name: 'a "quoted" name', fileName: undefined, content: utf8.encode('text') })
  expect(file).toMatchObject({ name: 'file', fileName: 'né 🎸.wav', content: new Uint8Array([1, 2, 3]) })
})

describe('RFC 2046 allows', () => {
  const part = { name: 'a', fileName: undefined, content: utf8.encode('1') }

  test('words before the first boundary and after the last', async () => {
    const bytes = joined([utf8.encode('a preamble\r\n'), formOf([part], '--\r\nan epilogue')])
    expect(await readAll(bodyOf(bytes, []))).toEqual([part])
  })

  test('spaces and tabs after a boundary', async () => {
    const padded = new TextDecoder()
      .decode(formOf([part]))
      .replace(`--${boundary}\r\n`, `--${boundary} \t \r\n`)
    for (const cut of [7, 8, 9, 10]) expect(await readAll(bodyOf(utf8.encode(padded), [cut]))).toEqual([part])
  })

  test('a boundary in quotation marks', async () => {
    const type = `multipart/form-data; charset=utf-8; boundary="${boundary}"`
    expect(await readAll(bodyOf(formOf([part]), []), type)).toEqual([part])
  })
})

describe('refused is', () => {
  test.each([
    ['a body of another type', 'application/json'],
    ['a form without a boundary', 'multipart/form-data'],
    ['a boundary longer than the RFC allows', `multipart/form-data; boundary=${'x'.repeat(71)}`],
  ])('%s', (_name, type) => {
    expect(() => new FormReader(bodyOf(new Uint8Array(), []), type, limit)).toThrow(Refusal)
  })

  test.each([
    ['a boundary that goes on', `--${boundary}ly\r\n\r\n`],
    ['a part that names no field', `--${boundary}\r\nContent-Type: text/plain\r\n\r\nx\r\n--${boundary}--`],
    ['headers without an end', `--${boundary}\r\n${'x'.repeat(17_000)}`],
    ['a long tail', `--${boundary}--${'x'.repeat(70_000)}`],
  ])('%s', async (_name, text) => {
    const body = bodyOf(utf8.encode(text), [boundary.length + 4])
    expect((await refusalOf(readAll(body))).code).toBe('invalid-request')
  })

  test('a form over its limit, though it states no length', async () => {
    const content = new Uint8Array(limit.mostBytes)
    const form = formOf([{ name: 'file', fileName: 'a.wav', content }])
    expect((await refusalOf(readAll(bodyOf(form, [500_000])))).code).toBe('too-large')
  })

  test('a body whose connection breaks', async () => {
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(formOf([]).slice(0, 3))
        controller.error(new Error('gone'))
      },
    })
    expect((await refusalOf(readAll(broken))).code).toBe('invalid-request')
  })
})

test('no more is read than was asked for, so that storage sets the pace', async () => {
  let pulled = 0
  const content = new Uint8Array(1000)
  const head = formOf([{ name: 'file', fileName: 'a.wav', content }]).slice(0, -20)
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        controller.enqueue(pulled === 0 ? head : content)
        pulled += 1
      },
    },
    { highWaterMark: 0 },
  )
  const reader = new FormReader(body, contentType, limit)
  await reader.next()
  const pieces = reader.content()
  await pieces.next()
  expect(pulled).toBe(1)
  await pieces.next()
  await pieces.next()
  expect(pulled).toBeLessThanOrEqual(3)
})
