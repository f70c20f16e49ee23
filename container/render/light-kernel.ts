/** The loop that adds spilled light to a frame, in WebAssembly's vector instructions. */
import { advance, type Code, countDown, type KernelFunction, op } from './wasm.ts'

/** Pixels across of one turn; it takes two rows of them, and the chroma they share. */
export const lightGroupPixels = 8

/** The full reach of luma and chroma in limited range (ITU-R BT.709-6, item 3.4). */
const [lumaReach, chromaReach] = [219, 224]

/** What red, green and blue differ from luma by, for each step of Cb and Cr, in steps of luma: item 3.2. */
const stepRatio = lumaReach / chromaReach
const [redOfCr, blueOfCb] = [1.5748 * stepRatio, 1.8556 * stepRatio]
const [greenOfCb, greenOfCr] = [0.18732 * stepRatio, 0.46812 * stepRatio]

/** Samples are held 64 times their value in 16 bits: room for light and frame together. */
const fractionBits = 6

/** Places of the function's parameters and vectors. */
const [upper, lower, blue, red, light, weight, groups] = [0, 1, 2, 3, 4, 5, 6]
const [cb, cr, redMore, greenMore, blueMore, y, r, b, lumaSum, redSum, blueSum] = [
  7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
]

const splat = (value: number): Code => [...op.i32Const(Math.round(value)), ...op.i16x8Splat]

/** Times a fraction below one. */
const times = (fraction: number): Code => [...splat(fraction * 32768), ...op.i16x8Q15mulrSatS]

/** A sample of the frame and its light, both counted from black, in 64ths. */
function added(address: number, load: Code, black: number): Code {
  const counted = [...op.i16x8ExtendLowI8x16U, ...splat(black), ...op.i16x8SubSatS]
  const fine = [...counted, ...op.i32Const(fractionBits), ...op.i16x8Shl]
  return [
    ...[...op.localGet(address), ...load, ...fine],
    ...[...op.localGet(address), ...op.localGet(light), ...op.i32Add, ...load, ...fine],
    ...[...op.localGet(weight), ...op.i16x8Splat, ...op.i16x8Q15mulrSatS, ...op.i16x8AddSatS],
  ]
}

/** Each of four samples twice: chroma for the pixels that share it. */
const twice = (vector: number): Code => {
  const lanes = [0, 1, 0, 1, 2, 3, 2, 3, 4, 5, 4, 5, 6, 7, 6, 7]
  return [...op.localGet(vector), ...op.localGet(vector), ...op.i8x16Shuffle(lanes)]
}

const whole: Code = [
  ...splat(1 << (fractionBits - 1)),
  ...op.i16x8AddSatS,
  ...op.i32Const(fractionBits),
  ...op.i16x8ShrS,
  ...op.localSet(y),
  ...[...op.localGet(y), ...op.localGet(y), ...op.i8x16NarrowI16x8U],
]

/** A channel of eight pixels: their luma and what it has more, as bright as can be. */
const channel = (more: number): Code => [
  ...[...op.localGet(y), ...op.localGet(more), ...op.i16x8AddSatS],
  ...[...splat(lumaReach << fractionBits), ...op.i16x8MinS],
]

/** Adds a quarter of what is on the stack to a sum. */
const sumUp = (sum: number): Code => [
  ...[...op.i32Const(2), ...op.i16x8ShrS, ...op.localGet(sum), ...op.i16x8AddSatS, ...op.localSet(sum)],
]

/** One row of eight pixels. What lies on the stack first is where it is stored. */
function row(address: number): Code {
  return [
    ...op.localGet(address),
    ...[...added(address, op.v128Load64Zero(0), 16), ...op.localSet(y)],
    ...[...channel(redMore), ...op.localSet(r), ...op.localGet(r), ...sumUp(redSum)],
    ...[...channel(blueMore), ...op.localSet(b), ...op.localGet(b), ...sumUp(blueSum)],
    ...[...op.localGet(r), ...times(0.2126)],
    ...[...channel(greenMore), ...times(0.7152), ...op.i16x8AddSatS],
    ...[...op.localGet(b), ...times(0.0722), ...op.i16x8AddSatS],
    ...[...op.localSet(y), ...op.localGet(y), ...sumUp(lumaSum)],
    ...[...op.localGet(y), ...splat(16 << fractionBits), ...op.i16x8AddSatS],
    ...[...whole, ...op.v128Store64Lane0(0)],
  ]
}

/** The chroma of four blocks of four pixels, from how much of a colour they have more than their luma. */
function chroma(address: number, sum: number, ofStep: number): Code {
  const more = [...op.localGet(sum), ...op.localGet(lumaSum), ...op.i16x8SubSatS, ...op.localSet(y)]
  const even = [0, 1, 4, 5, 8, 9, 12, 13, 0, 1, 4, 5, 8, 9, 12, 13]
  const odd = even.map((lane) => lane + 2)
  const pick = (lanes: Code) => [...op.localGet(y), ...op.localGet(y), ...op.i8x16Shuffle(lanes)]
  return [
    ...[...op.localGet(address), ...more, ...pick(even), ...pick(odd), ...op.i16x8AddSatS],
    ...[...times(1 / ofStep), ...splat(128 << fractionBits), ...op.i16x8AddSatS],
    ...[...whole, ...op.v128Store32Lane0(0)],
  ]
}

/**
 * Adds light to two rows of a frame, in place, as it would be added to their colours: each of red, green and blue ends
 * at its brightest. `light` is how many bytes after the frame's samples those of the light lie. Frame and light are
 * added before anything is clamped, since what leaves the range of luma may still be a colour.
 */
export function lightKernel(): KernelFunction {
  const nothing = [lumaSum, redSum, blueSum].map((sum) => [...splat(0), ...op.localSet(sum)])
  const turn = [
    ...nothing,
    [...added(blue, op.v128Load32Zero(0), 128), ...op.localSet(cb), ...twice(cb), ...op.localSet(cb)],
    [...added(red, op.v128Load32Zero(0), 128), ...op.localSet(cr), ...twice(cr), ...op.localSet(cr)],
    [
      ...op.localGet(cr),
      ...op.localGet(cr),
      ...times(redOfCr - 1),
      ...op.i16x8AddSatS,
      ...op.localSet(redMore),
    ],
    [
      ...op.localGet(cb),
      ...op.localGet(cb),
      ...times(blueOfCb - 1),
      ...op.i16x8AddSatS,
      ...op.localSet(blueMore),
    ],
    [...op.localGet(cb), ...times(-greenOfCb), ...op.localGet(cr), ...times(-greenOfCr)],
    [...op.i16x8AddSatS, ...op.localSet(greenMore)],
    row(upper),
    row(lower),
    chroma(blue, blueSum, blueOfCb),
    chroma(red, redSum, redOfCr),
    ...[upper, lower].map((address) => advance(address, lightGroupPixels)),
    ...[blue, red].map((address) => advance(address, lightGroupPixels / 2)),
  ]
  return { name: 'light', parameters: 7, vectors: 11, body: [countDown(groups, turn)] }
}
