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

const weights = Float64Array.from(windowWeights())

/** The mean over all windows that lie inside the pictures, which must be of one size. */
export function ssim(a: LumaPicture, b: LumaPicture): number {
  const { widthPixels, heightPixels } = a
  if (b.widthPixels !== widthPixels || b.heightPixels !== heightPixels) throw new Error('the sizes differ')
  const size = { widthPixels, heightPixels }
  const [x, y] = [Float64Array.from(a.luma), Float64Array.from(b.luma)]
  const meanX = blur(x, size)
  const meanY = blur(y, size)
  const squareX = blur(times(x, x), size)
  const squareY = blur(times(y, y), size)
  const product = blur(times(x, y), size)
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
  const luma = new Uint8Array(widthPixels * heightPixels)
  for (let i = 0; i < luma.length; i += 1) {
    const [red, green, blue] = [rgba[i * 4] ?? 0, rgba[i * 4 + 1] ?? 0, rgba[i * 4 + 2] ?? 0]
    luma[i] = Math.round(16 + (219 / 255) * (0.2126 * red + 0.7152 * green + 0.0722 * blue))
  }
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

function times(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value * (b[i] ?? 0))
}

/** Rows, then columns; only where the whole window lies inside. Plain loops: they run some hundred million times a test. */
function blur(values: Float64Array, { widthPixels, heightPixels }: Omit<LumaPicture, 'luma'>): Float64Array {
  const columns = widthPixels - windowSamples + 1
  const rows = heightPixels - windowSamples + 1
  const across = new Float64Array(columns * heightPixels)
  for (let row = 0; row < heightPixels; row += 1)
    for (let column = 0; column < columns; column += 1)
      across[row * columns + column] = weighed(values, row * widthPixels + column, 1)
  const both = new Float64Array(columns * rows)
  for (let i = 0; i < both.length; i += 1) both[i] = weighed(across, i, columns)
  return both
}

/** The window's samples from an index on, `step` apart. */
function weighed(values: Float64Array, from: number, step: number): number {
  let sum = 0
  for (let i = 0; i < windowSamples; i += 1) sum += (weights[i] ?? 0) * (values[from + i * step] ?? 0)
  return sum
}
