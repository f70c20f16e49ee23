/**
 * Discrete Fourier transforms of real signals: tables made once per size, no allocation per call. Every index of the
 * inner loops lies inside its array, so they read without asking.
 */

/** A transform of one size. */
export type RealFft = {
  readonly size: number
  /**
   * Writes the power |X[k]|² of `size` real samples into `power` (size / 2 + 1 values, k from 0 Hz to half the rate).
   * `input` is not changed.
   */
  powerOf(input: Float64Array, power: Float64Array): void
}

/** Makes the transform for a size, a power of two of at least 8. Two real samples ride in one complex one. */
export function makeRealFft(size: number): RealFft {
  if (size < 8 || (size & (size - 1)) !== 0)
    throw new RangeError(`A transform of ${size} samples is not a power of two.`)
  const half = size / 2
  const re = new Float64Array(half)
  const im = new Float64Array(half)
  const order = bitReversal(half)
  const cosines = new Float64Array(half)
  const sines = new Float64Array(half)
  for (let k = 0; k < half; k++) {
    cosines[k] = Math.cos((2 * Math.PI * k) / size)
    sines[k] = -Math.sin((2 * Math.PI * k) / size)
  }
  return { size, powerOf }

  function powerOf(input: Float64Array, power: Float64Array): void {
    for (let i = 0; i < half; i++) {
      const from = 2 * (order[i] as number)
      re[i] = input[from] as number
      im[i] = input[from + 1] as number
    }
    transform(re, im, cosines, sines)
    unpack(power)
  }

  /** Splits the complex spectrum of the paired samples into that of the real signal, as power. */
  function unpack(power: Float64Array): void {
    const re0 = re[0] as number
    const im0 = im[0] as number
    power[0] = (re0 + im0) * (re0 + im0)
    power[half] = (re0 - im0) * (re0 - im0)
    for (let k = 1; k < half; k++) {
      const a = re[k] as number
      const b = im[k] as number
      const c = re[half - k] as number
      const d = im[half - k] as number
      const evenRe = 0.5 * (a + c)
      const evenIm = 0.5 * (b - d)
      const oddRe = 0.5 * (b + d)
      const oddIm = 0.5 * (c - a)
      const cos = cosines[k] as number
      const sin = sines[k] as number
      const x = evenRe + cos * oddRe - sin * oddIm
      const y = evenIm + cos * oddIm + sin * oddRe
      power[k] = x * x + y * y
    }
  }
}

function bitReversal(length: number): Uint32Array {
  const order = new Uint32Array(length)
  const bits = Math.log2(length)
  for (let i = 0; i < length; i++) {
    let reversed = 0
    for (let bit = 0; bit < bits; bit++) reversed |= ((i >> bit) & 1) << (bits - 1 - bit)
    order[i] = reversed
  }
  return order
}

/**
 * In-place complex transform of bit-reversed input. Radix 4 (two radix-2 stages in one pass over memory) with one
 * radix-2 stage first where the length is an odd power of two. The tables are for twice the length.
 */
function transform(re: Float64Array, im: Float64Array, cosines: Float64Array, sines: Float64Array): void {
  const length = re.length
  let quarter = 1
  if (Math.log2(length) % 2 === 1) {
    radix2(re, im)
    quarter = 2
  }
  for (; quarter < length; quarter *= 4) radix4(re, im, cosines, sines, quarter)
}

function radix2(re: Float64Array, im: Float64Array): void {
  for (let i = 0; i < re.length; i += 2) {
    const a = re[i] as number
    const b = im[i] as number
    const c = re[i + 1] as number
    const d = im[i + 1] as number
    re[i] = a + c
    im[i] = b + d
    re[i + 1] = a - c
    im[i + 1] = b - d
  }
}

function radix4(
  re: Float64Array,
  im: Float64Array,
  cosines: Float64Array,
  sines: Float64Array,
  quarter: number,
): void {
  const length = re.length
  const step = (2 * length) / (4 * quarter)
  for (let k = 0; k < quarter; k++) {
    const c1 = cosines[k * step] as number
    const s1 = sines[k * step] as number
    const c2 = c1 * c1 - s1 * s1
    const s2 = 2 * c1 * s1
    const c3 = c1 * c2 - s1 * s2
    const s3 = c1 * s2 + s1 * c2
    for (let i0 = k; i0 < length; i0 += 4 * quarter) {
      const i1 = i0 + quarter
      const i2 = i1 + quarter
      const i3 = i2 + quarter
      const x1 = re[i1] as number
      const y1 = im[i1] as number
      const x2 = re[i2] as number
      const y2 = im[i2] as number
      const x3 = re[i3] as number
      const y3 = im[i3] as number
      const bRe = c2 * x1 - s2 * y1
      const bIm = c2 * y1 + s2 * x1
      const cRe = c1 * x2 - s1 * y2
      const cIm = c1 * y2 + s1 * x2
      const dRe = c3 * x3 - s3 * y3
      const dIm = c3 * y3 + s3 * x3
      const aRe = re[i0] as number
      const aIm = im[i0] as number
      const sumRe = aRe + bRe
      const sumIm = aIm + bIm
      const gapRe = aRe - bRe
      const gapIm = aIm - bIm
      const farSumRe = cRe + dRe
      const farSumIm = cIm + dIm
      const farGapRe = cRe - dRe
      const farGapIm = cIm - dIm
      re[i0] = sumRe + farSumRe
      im[i0] = sumIm + farSumIm
      re[i2] = sumRe - farSumRe
      im[i2] = sumIm - farSumIm
      re[i1] = gapRe + farGapIm
      im[i1] = gapIm - farGapRe
      re[i3] = gapRe - farGapIm
      im[i3] = gapIm + farGapRe
    }
  }
}
