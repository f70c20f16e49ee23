/** How much of every pixel an outline covers: exact areas, the same on every machine. */

/** Covers 0 to 1, row by row. */
export type Cover = {
  readonly values: Float32Array
  readonly widthPixels: number
  readonly heightPixels: number
}

type Point = readonly [x: number, y: number]

/** A curve is drawn as lines that leave it by no more than this. */
const flatnessPixels = 0.005

/**
 * Fills the path data of an outline as `core/text` writes it (absolute M, L, Q, C and Z), whose pixel `left`, `top`
 * is the first of the cover. Outlines that lie over one another must turn the same way, as those of glyphs do.
 *
 * Every line adds its signed area to the pixels right of it, which a running sum then counts: R. Levien's font-rs.
 */
export function coverOf(
  path: string,
  area: {
    readonly left: number
    readonly top: number
    readonly widthPixels: number
    readonly heightPixels: number
  },
): Cover {
  const { left, top, widthPixels, heightPixels } = area
  // A line at the right edge adds to the pixel beyond it.
  const sums = new Float32Array(widthPixels * heightPixels + 2)
  for (const [from, to] of linesOf(path)) {
    addLine({ sums, widthPixels, heightPixels }, [from[0] - left, from[1] - top], [to[0] - left, to[1] - top])
  }
  const values = new Float32Array(widthPixels * heightPixels)
  for (let y = 0; y < heightPixels; y += 1) {
    let sum = 0
    for (let at = y * widthPixels; at < (y + 1) * widthPixels; at += 1) {
      sum += sums[at] ?? 0
      values[at] = Math.min(1, Math.abs(sum))
    }
  }
  return { values, widthPixels, heightPixels }
}

function* linesOf(path: string): Generator<readonly [Point, Point]> {
  let [start, at]: [Point, Point] = [
    [0, 0],
    [0, 0],
  ]
  for (const [, kind, text = ''] of path.matchAll(/([MLQCZ])([^MLQCZ]*)/g)) {
    const numbers = kind === 'Z' ? [] : text.split(' ').map(Number)
    const points = Array.from(
      { length: numbers.length / 2 },
      (_, i): Point => [numbers[2 * i] ?? 0, numbers[2 * i + 1] ?? 0],
    )
    const end = points.at(-1) ?? start
    if (kind === 'M') start = end
    else
      for (const next of curvePoints([at, ...(kind === 'Z' ? [start] : points)])) {
        yield [at, next]
        at = next
      }
    at = end
  }
}

/** Points along a Bézier curve of any degree, without its first. */
function* curvePoints(controls: readonly Point[]): Generator<Point> {
  const count = controls.length === 2 ? 1 : Math.ceil(Math.sqrt(bendOf(controls) / (4 * flatnessPixels)))
  for (let i = 1; i <= Math.max(1, count); i += 1) yield pointAt(controls, i / Math.max(1, count))
}

/** How far its points are from lying on a line, evenly: the second difference, which bounds a curve's height. */
function bendOf(controls: readonly Point[]): number {
  const bends = controls.slice(2).map((third, i) => {
    const [first, second] = [controls[i] ?? third, controls[i + 1] ?? third]
    return Math.hypot(first[0] - 2 * second[0] + third[0], first[1] - 2 * second[1] + third[1])
  })
  // A cubic's second derivative is three times as large in proportion to its differences.
  return Math.max(...bends) * (controls.length === 4 ? 3 : 1)
}

function pointAt(controls: readonly Point[], t: number): Point {
  let points = controls
  while (points.length > 1) {
    points = points.slice(1).map((next, i): Point => {
      const before = points[i] ?? next
      return [before[0] + (next[0] - before[0]) * t, before[1] + (next[1] - before[1]) * t]
    })
  }
  return points[0] ?? [0, 0]
}

type Sums = { readonly sums: Float32Array; readonly widthPixels: number; readonly heightPixels: number }

function addLine(into: Sums, a: Point, b: Point): void {
  if (a[1] === b[1]) return
  const turn = a[1] < b[1] ? 1 : -1
  const [upper, lower] = turn === 1 ? [a, b] : [b, a]
  const slope = (lower[0] - upper[0]) / (lower[1] - upper[1])
  const first = Math.max(0, Math.floor(upper[1]))
  const end = Math.min(into.heightPixels, Math.ceil(lower[1]))
  for (let y = first; y < end; y += 1) {
    const [from, to] = [Math.max(y, upper[1]), Math.min(y + 1, lower[1])]
    const at = (height: number) => upper[0] + slope * (height - upper[1])
    addAcross(into, y * into.widthPixels, [at(from), at(to)], turn * (to - from))
  }
}

/** Adds a line's part within one row, which goes from one x to the other, and is `height` high. */
function addAcross({ sums, widthPixels }: Sums, row: number, [x, next]: Point, height: number): void {
  const [low, high] = [Math.min(x, next), Math.max(x, next)]
  // What of each pixel lies right of the line, as a share of what right of it lies in all later ones.
  let before = 0
  for (let pixel = Math.floor(low); before < 1; pixel += 1) {
    const share = shareRightOf(low, high, pixel)
    const at = Math.min(widthPixels, Math.max(0, pixel))
    sums[row + at] = (sums[row + at] ?? 0) + height * (share - before)
    before = share
  }
}

/** The share of a pixel that lies right of a line which crosses its row from `low` to `high`. */
function shareRightOf(low: number, high: number, pixel: number): number {
  if (pixel >= high) return 1
  if (high - low < 1e-6) return pixel + 1 - Math.max(pixel, Math.min(pixel + 1, low))
  // The share of the line's height left of x, integrated over the pixel.
  const integral = (at: number) => {
    const inside = Math.min(high, Math.max(low, at)) - low
    return (inside * inside) / (2 * (high - low)) + Math.max(0, at - high)
  }
  return integral(pixel + 1) - integral(pixel)
}

/** A Gaussian of a standard deviation over a cover; three deviations of it. */
export function blurred(cover: Cover, deviationPixels: number): Cover {
  const radius = Math.ceil(3 * deviationPixels)
  const raw = Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-(((i - radius) / deviationPixels) ** 2) / 2),
  )
  const sum = raw.reduce((total, weight) => total + weight, 0)
  const weights = Float32Array.from(raw, (weight) => weight / sum)
  const { widthPixels, heightPixels } = cover
  const across = weighAlong(cover.values, weights, {
    ...{ step: 1, count: widthPixels },
    ...{ lineStep: widthPixels, lines: heightPixels },
  })
  const values = weighAlong(across, weights, {
    ...{ step: widthPixels, count: heightPixels },
    ...{ lineStep: 1, lines: widthPixels },
  })
  return { values, widthPixels, heightPixels }
}

type Lines = {
  readonly step: number
  readonly count: number
  readonly lineStep: number
  readonly lines: number
}

/** Beyond the edges nothing is covered. */
function weighAlong(
  values: Float32Array,
  weights: Float32Array,
  { step, count, lineStep, lines }: Lines,
): Float32Array {
  const radius = (weights.length - 1) / 2
  const weighed = new Float32Array(values.length)
  for (let line = 0; line < lines; line += 1) {
    for (let i = 0; i < count; i += 1) {
      const value = values[line * lineStep + i * step] ?? 0
      if (value === 0) continue
      const end = Math.min(count - 1, i + radius)
      for (let to = Math.max(0, i - radius); to <= end; to += 1) {
        const at = line * lineStep + to * step
        weighed[at] = (weighed[at] ?? 0) + value * (weights[to - i + radius] ?? 0)
      }
    }
  }
  return weighed
}
