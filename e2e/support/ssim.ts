/**
 * How alike two pictures are to an eye, from 0 to 1: the mean structural similarity of their luma (Wang, Bovik, Sheikh and
 * Simoncelli, "Image quality assessment: from error visibility to structural similarity", 2004, with its 11 by 11
 * Gaussian window of 1.5 samples and its constants).
 */

/** One byte a pixel. */
export type LumaPicture = {
  readonly luma: Uint8Array
  readonly widthPixels: number
  readonly heightPixels: number
}

const windowSamples = 11
const deviation = 1.5
const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2]

const weights = windowWeights()

/** The mean over all windows that lie inside the pictures, which must be of one size. */
export function ssim(a: LumaPicture, b: LumaPicture): number {
  const { widthPixels, heightPixels } = a
  if (b.widthPixels !== widthPixels || b.heightPixels !== heightPixels) throw new Error('the sizes differ')
  const size = { widthPixels, heightPixels }
  const blurred = (value: (i: number) => number) =>
    blur(
      Float64Array.from({ length: a.luma.length }, (_, i) => value(i)),
      size,
    )
  const of = (luma: Uint8Array) => (i: number) => luma[i] ?? 0
  const [x, y] = [of(a.luma), of(b.luma)]
  const meanX = blurred(x)
  const meanY = blurred(y)
  const squareX = blurred((i) => x(i) ** 2)
  const squareY = blurred((i) => y(i) ** 2)
  const product = blurred((i) => x(i) * y(i))
  let sum = 0
  for (let i = 0; i < meanX.length; i += 1) {
    const [mx, my] = [meanX[i] ?? 0, meanY[i] ?? 0]
    const varianceX = (squareX[i] ?? 0) - mx * mx
    const varianceY = (squareY[i] ?? 0) - my * my
    const covariance = (product[i] ?? 0) - mx * my
    sum +=
      ((2 * mx * my + c1) * (2 * covariance + c2)) / ((mx * mx + my * my + c1) * (varianceX + varianceY + c2))
  }
  return sum / meanX.length
}

/** Luma in BT.709, limited range, of full range red, green, blue and alpha (ITU-R BT.709-6, items 3.2 and 3.4). */
export function lumaOf(rgba: Uint8Array, widthPixels: number, heightPixels: number): LumaPicture {
  const luma = Uint8Array.from({ length: widthPixels * heightPixels }, (_, i) => {
    const [red = 0, green = 0, blue = 0] = rgba.subarray(i * 4, i * 4 + 3)
    return Math.round(16 + (219 / 255) * (0.2126 * red + 0.7152 * green + 0.0722 * blue))
  })
  return { luma, widthPixels, heightPixels }
}

function windowWeights(): readonly number[] {
  const middle = (windowSamples - 1) / 2
  const raw = Array.from({ length: windowSamples }, (_, i) =>
    Math.exp(-((i - middle) ** 2) / (2 * deviation ** 2)),
  )
  const sum = raw.reduce((total, weight) => total + weight, 0)
  return raw.map((weight) => weight / sum)
}

/** Rows, then columns; only where the whole window lies inside. */
function blur(values: Float64Array, { widthPixels, heightPixels }: Omit<LumaPicture, 'luma'>): Float64Array {
  const columns = widthPixels - windowSamples + 1
  const rows = heightPixels - windowSamples + 1
  const across = new Float64Array(columns * heightPixels)
  for (let i = 0; i < across.length; i += 1) {
    const row = Math.floor(i / columns)
    across[i] = weighed(values, row * widthPixels + (i - row * columns), 1)
  }
  return new Float64Array(columns * rows).map((_, i) => weighed(across, i, columns))
}

/** The window's samples from an index on, `step` apart. */
function weighed(values: Float64Array, from: number, step: number): number {
  let sum = 0
  for (let i = 0; i < windowSamples; i += 1) sum += (weights[i] ?? 0) * (values[from + i * step] ?? 0)
  return sum
}
