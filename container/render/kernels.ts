/** The inner loops of drawing: 8-bit samples weighed by four taps, 8 to 16 at a time, in WebAssembly's vector instructions. */
import { lightKernel } from './light-kernel.ts'
import { advance, type Code, countDown, kernelModule, op } from './wasm.ts'

/** One weight of 1 in the kernels' fixed point, which rounds after multiplying (Q15). */
export const weightOne = 32767

/** Samples drawn by one turn of the row kernel, and the bytes of its table that describe them. */
export const rowGroup = { samples: 8, tableBytes: 96 } as const

/** Samples drawn by one turn of the column, mix and over kernels. */
export const columnGroupSamples = 16

/** Between the passes a sample is kept 64 times its value in 16 bits: room for overshoot on both sides. */
const fractionBits = 6

/** The five loops, over addresses in the shared memory. */
export type Kernels = {
  /** Resamples one row: 8-bit `source` to 16-bit `target`, by a table of groups. */
  readonly row: (source: number, table: number, target: number, groups: number) => void
  /** Weighs four 16-bit rows into one 8-bit row. */
  readonly column: (
    ...rows: [
      first: number,
      second: number,
      third: number,
      fourth: number,
      firstWeight: number,
      secondWeight: number,
      thirdWeight: number,
      fourthWeight: number,
      target: number,
      groups: number,
    ]
  ) => void
  /** Weighs two 8-bit pictures and adds a constant of 64ths: `target` = a x aWeight + b x bWeight + light. */
  readonly mix: (
    a: number,
    b: number,
    target: number,
    aWeight: number,
    bWeight: number,
    light: number,
    groups: number,
  ) => void
  /** Lays 8-bit `paint` over `under`, in place, where `cover` says; `weight` is the opacity of all of it. */
  readonly over: (under: number, paint: number, cover: number, weight: number, groups: number) => void
  /** See `lightKernel`. */
  readonly light: (
    upper: number,
    lower: number,
    blue: number,
    red: number,
    light: number,
    weight: number,
    groups: number,
  ) => void
}

/** The most memory the kernels may use: 4096 pages of 64 KiB, taken as they are needed. */
export const kernelMemoryPages = 4096

/** The kernels at work on a memory. */
export function makeKernels(memory: WebAssembly.Memory): Kernels {
  const bytes = kernelModule(
    [rowKernel(), columnKernel(), mixKernel(), overKernel(), lightKernel()],
    kernelMemoryPages,
  )
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } })
  // The module above exports exactly these five functions, with these parameters.
  return instance.exports as unknown as Kernels
}

/**
 * A group of the table: the byte offset of its 16 source samples; which of them is the first tap of each output, as a
 * swizzle that puts it into the high byte of its lane; then the four weights of each output.
 */
function rowKernel() {
  const [source, table, target, groups, samples, picks, sum] = [0, 1, 2, 3, 4, 5, 6]
  const one = Array.from({ length: 8 }, () => [0, 1]).flat()
  const tap = (index: number): Code => [
    ...op.localGet(samples),
    ...op.localGet(picks),
    ...op.i8x16Swizzle,
    ...op.i32Const(8 - fractionBits),
    ...op.i16x8ShrU,
    ...op.localGet(table),
    ...op.v128Load(32 + index * 16),
    ...op.i16x8Q15mulrSatS,
    ...(index === 0 ? [] : [...op.localGet(sum), ...op.i16x8AddSatS]),
    ...op.localSet(sum),
    ...(index === 3
      ? []
      : [...op.localGet(picks), ...op.v128Const(one), ...op.i8x16Add, ...op.localSet(picks)]),
  ]
  const turn = [
    [...op.localGet(source), ...op.localGet(table), ...op.i32Load(0), ...op.i32Add],
    [...op.v128Load(0), ...op.localSet(samples)],
    [...op.localGet(table), ...op.v128Load(16), ...op.localSet(picks)],
    ...[0, 1, 2, 3].map(tap),
    [...op.localGet(target), ...op.localGet(sum), ...op.v128Store(0)],
    advance(table, rowGroup.tableBytes),
    advance(target, 16),
  ]
  return { name: 'row', parameters: 4, vectors: 3, body: [countDown(groups, turn)] }
}

function columnKernel() {
  const [weights, target, groups, vectors] = [4, 8, 9, 10]
  const half = (offsetBytes: number): Code => [
    ...[0, 1, 2, 3].flatMap((row) => [
      ...op.localGet(row),
      ...op.v128Load(offsetBytes),
      ...op.localGet(vectors + row),
      ...op.i16x8Q15mulrSatS,
      ...(row === 0 ? [] : op.i16x8AddSatS),
    ]),
    ...toWholeSamples,
  ]
  const splats = [0, 1, 2, 3].map((row) => [
    ...op.localGet(weights + row),
    ...op.i16x8Splat,
    ...op.localSet(vectors + row),
  ])
  const turn = [
    [...op.localGet(target), ...half(0), ...half(16), ...op.i8x16NarrowI16x8U, ...op.v128Store(0)],
    ...[0, 1, 2, 3].map((row) => advance(row, 32)),
    advance(target, 16),
  ]
  return { name: 'column', parameters: 10, vectors: 4, body: [...splats, countDown(groups, turn)] }
}

function mixKernel() {
  const [a, b, target, aWeight, bWeight, light, groups] = [0, 1, 2, 3, 4, 5, 6]
  const weighed = (address: number, weight: number, extend: Code): Code => [
    ...op.localGet(address),
    ...op.v128Load(0),
    ...extend,
    ...op.i32Const(fractionBits),
    ...op.i16x8Shl,
    ...op.localGet(weight),
    ...op.i16x8Splat,
    ...op.i16x8Q15mulrSatS,
  ]
  const half = (extend: Code): Code => [
    ...weighed(a, aWeight, extend),
    ...weighed(b, bWeight, extend),
    ...op.i16x8AddSatS,
    ...op.localGet(light),
    ...op.i16x8Splat,
    ...op.i16x8AddSatS,
    ...toWholeSamples,
  ]
  const turn = [
    op.localGet(target),
    half(op.i16x8ExtendLowI8x16U),
    half(op.i16x8ExtendHighI8x16U),
    [...op.i8x16NarrowI16x8U, ...op.v128Store(0)],
    ...[a, b, target].map((address) => advance(address, 16)),
  ]
  return { name: 'mix', parameters: 7, vectors: 0, body: [countDown(groups, turn)] }
}

/** What shows through is weighed by what is not covered; `paint` was multiplied by its cover beforehand. */
function overKernel() {
  const [under, paint, cover, weight, groups, below] = [0, 1, 2, 3, 4, 5]
  const byWeight: Code = [...op.localGet(weight), ...op.i16x8Splat, ...op.i16x8Q15mulrSatS]
  const fraction = (address: number, extend: Code): Code => [
    ...op.localGet(address),
    ...op.v128Load(0),
    ...extend,
    ...op.i32Const(fractionBits),
    ...op.i16x8Shl,
  ]
  // 255 becomes 32767, which is one: seven bits up, and its own highest bits below.
  const share = (extend: Code): Code => [
    ...[...op.localGet(cover), ...op.v128Load(0), ...extend, ...op.i32Const(7), ...op.i16x8Shl],
    ...[...op.localGet(cover), ...op.v128Load(0), ...extend, ...op.i32Const(1), ...op.i16x8ShrU],
    ...op.i16x8AddSatS,
  ]
  const half = (extend: Code): Code => [
    ...[...fraction(under, extend), ...op.localSet(below)],
    ...[...op.localGet(below), ...op.localGet(below), ...share(extend), ...byWeight],
    ...[...op.i16x8Q15mulrSatS, ...op.i16x8SubSatS],
    ...[...fraction(paint, extend), ...byWeight, ...op.i16x8AddSatS],
    ...toWholeSamples,
  ]
  const turn = [
    op.localGet(under),
    half(op.i16x8ExtendLowI8x16U),
    half(op.i16x8ExtendHighI8x16U),
    [...op.i8x16NarrowI16x8U, ...op.v128Store(0)],
    ...[under, paint, cover].map((address) => advance(address, 16)),
  ]
  return { name: 'over', parameters: 5, vectors: 1, body: [countDown(groups, turn)] }
}

const toWholeSamples: Code = [
  ...op.i32Const(1 << (fractionBits - 1)),
  ...op.i16x8Splat,
  ...op.i16x8AddSatS,
  ...op.i32Const(fractionBits),
  ...op.i16x8ShrS,
]
