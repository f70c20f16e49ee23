/** Writes small WebAssembly modules: just the instructions our picture kernels need, named as the specification names them. */

/** The bytes of one instruction, or of several in a row. */
export type Code = readonly number[]

const unsigned = (value: number): Code =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]

function signed(value: number): Code {
  const low = value & 0x7f
  const rest = value >> 7
  const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)
  return isLast ? [low] : [low | 0x80, ...signed(rest)]
}

const simd = (opcode: number, ...rest: number[]): Code => [0xfd, ...unsigned(opcode), ...rest]
const at = (opcode: number) => (offsetBytes: number) => [...simd(opcode), 0, ...unsigned(offsetBytes)]

/** The instructions, under the names of the WebAssembly specification (dots become words). */
export const op = {
  localGet: (index: number): Code => [0x20, ...unsigned(index)],
  localSet: (index: number): Code => [0x21, ...unsigned(index)],
  i32Const: (value: number): Code => [0x41, ...signed(value)],
  i32Load: (offsetBytes: number): Code => [0x28, 0, ...unsigned(offsetBytes)],
  i32Add: [0x6a],
  i32Sub: [0x6b],
  v128Load: at(0x00),
  v128Store: at(0x0b),
  v128Const: (bytes: Code): Code => [...simd(0x0c), ...bytes],
  v128Load32Zero: at(0x5c),
  v128Load64Zero: at(0x5d),
  /** Writes the first 32 or 64 bits of a vector. */
  v128Store32Lane0: (offsetBytes: number): Code => [...at(0x5a)(offsetBytes), 0],
  v128Store64Lane0: (offsetBytes: number): Code => [...at(0x5b)(offsetBytes), 0],
  i8x16Shuffle: (lanes: Code): Code => [...simd(0x0d), ...lanes],
  i8x16Swizzle: simd(0x0e),
  i16x8Splat: simd(0x10),
  i8x16NarrowI16x8U: simd(0x66),
  i8x16Add: simd(0x6e),
  i16x8Q15mulrSatS: simd(0x82),
  i16x8ExtendLowI8x16U: simd(0x89),
  i16x8ExtendHighI8x16U: simd(0x8a),
  i16x8Shl: simd(0x8b),
  i16x8ShrS: simd(0x8c),
  i16x8ShrU: simd(0x8d),
  i16x8AddSatS: simd(0x8f),
  i16x8SubSatS: simd(0x92),
  i16x8MinS: simd(0x96),
} as const

/** Runs `body` until the local `counter` has come down to 0; at least once. */
export function countDown(counter: number, body: readonly Code[]): Code {
  const step = [...op.localGet(counter), ...op.i32Const(1), ...op.i32Sub, ...op.localSet(counter)]
  return [0x03, 0x40, ...body.flat(), ...step, ...op.localGet(counter), 0x0d, 0, 0x0b]
}

/** Adds a number of bytes to a local that holds an address. */
export function advance(local: number, bytes: number): Code {
  return [...op.localGet(local), ...op.i32Const(bytes), ...op.i32Add, ...op.localSet(local)]
}

/** A function of `parameters` 32-bit integers and no result, with `vectors` 128-bit locals after them. */
export type KernelFunction = {
  readonly name: string
  readonly parameters: number
  readonly vectors: number
  readonly body: readonly Code[]
}

const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content]
const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()]
const text = (value: string): Code => list([...value].map((character) => [character.charCodeAt(0)]))

/** A module of these functions over one shared memory, imported as `env.memory`, of at most `maximumPages`. */
export function kernelModule(
  functions: readonly KernelFunction[],
  maximumPages: number,
): Uint8Array<ArrayBuffer> {
  const types = functions.map((f) => [0x60, ...list(Array(f.parameters).fill([0x7f])), 0])
  const memory = [...text('env'), ...text('memory'), 2, 3, ...unsigned(1), ...unsigned(maximumPages)]
  const bodies = functions.map((f) => {
    const locals = f.vectors === 0 ? [0] : [1, ...unsigned(f.vectors), 0x7b]
    const body = [...locals, ...f.body.flat(), 0x0b]
    return [...unsigned(body.length), ...body]
  })
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list(types)),
    ...section(2, list([memory])),
    ...section(3, list(functions.map((_, i) => unsigned(i)))),
    ...section(7, list(functions.map((f, i) => [...text(f.name), 0, ...unsigned(i)]))),
    ...section(10, list(bodies)),
  ])
}
