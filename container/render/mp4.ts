/** Boxes of the ISO base media file format (ISO/IEC 14496-12), as far as our own files have them. */

/** A box. One that holds others keeps the fields before them as its body. */
export type Box = { readonly type: string; readonly body: Buffer; readonly children: readonly Box[] }

/** The boxes we look into, and how many bytes of fields stand before their children. */
const fieldBytesOf: Readonly<Record<string, number>> = {
  ...{ moov: 0, trak: 0, edts: 0, mdia: 0, minf: 0, stbl: 0 },
  ...{ stsd: 8, avc1: 78 },
}

const headerBytes = 8

/** Where the boxes of a file begin and end. */
export function* spansOf(bytes: Buffer) {
  for (let start = 0; start < bytes.length; ) {
    const size = start + headerBytes <= bytes.length ? bytes.readUInt32BE(start) : 0
    const end = start + size
    if (size < headerBytes || end > bytes.length) throw new Error(`there is no box at byte ${start}`)
    const type = bytes.toString('latin1', start + 4, start + headerBytes)
    yield { type, bodyStart: start + headerBytes, end }
    start = end
  }
}

/** Reads boxes that lie one after the other, and all within them. */
export function parseBoxes(bytes: Buffer): readonly Box[] {
  return [...spansOf(bytes)].map(({ type, bodyStart, end }) => {
    const childrenStart = bodyStart + (fieldBytesOf[type] ?? end - bodyStart)
    const children = parseBoxes(bytes.subarray(childrenStart, end))
    return { type, body: bytes.subarray(bodyStart, childrenStart), children }
  })
}

/** The bytes of a box with all within it. */
export function bytesOfBox({ type, body, children }: Box): Buffer {
  const content = Buffer.concat([body, ...children.map(bytesOfBox)])
  return Buffer.concat([numbers([headerBytes + content.length]), Buffer.from(type, 'latin1'), content])
}

/** The box found by going from one child to the next; `undefined` where there is none. */
export function findBox(boxes: readonly Box[], ...path: readonly string[]): Box | undefined {
  const [type, ...rest] = path
  const found = boxes.find((box) => box.type === type)
  return rest.length === 0 || found === undefined ? found : findBox(found.children, ...rest)
}

/** The same as `findBox`, where the box must be. */
export function getBox(boxes: readonly Box[], ...path: readonly string[]): Box {
  const found = findBox(boxes, ...path)
  if (found === undefined) throw new Error(`there is no box ${path.join('/')}`)
  return found
}

/** A box of bytes. */
export function leaf(type: string, ...parts: readonly Uint8Array[]): Box {
  return { type, body: Buffer.concat(parts), children: [] }
}

/** A box of boxes. */
export function holder(type: string, children: readonly Box[]): Box {
  return { type, body: Buffer.alloc(0), children }
}

/** A table of version 0 without flags: how many entries there are, then the entries. */
export function table(type: string, entries: readonly (readonly number[])[]): Box {
  return leaf(type, numbers([0, entries.length, ...entries.flat()]))
}

/** 32-bit numbers, the highest byte first. */
export function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value, i * 4)
  return bytes
}

/** 64-bit numbers, the highest byte first. */
export function longNumbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8)
  for (const [i, value] of values.entries()) bytes.writeBigUInt64BE(BigInt(value), i * 8)
  return bytes
}

/** The box with some of its 32-bit numbers changed, by the byte at which each begins. */
export function withNumbers(box: Box, changes: Readonly<Record<number, number>>): Box {
  const body = Buffer.from(box.body)
  for (const [at, value] of Object.entries(changes)) body.writeUInt32BE(value, Number(at))
  return { ...box, body }
}

/** The box with those of its children changed, or dropped, that `change` answers for; and theirs. */
export function withChildren(box: Box, change: (child: Box) => Box | undefined): Box {
  const children = box.children.flatMap((child) => {
    const changed = change(child)
    return changed === undefined ? [] : [withChildren(changed, change)]
  })
  return { ...box, children }
}
