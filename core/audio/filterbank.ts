/** Triangular filters a quarter tone apart, the spectrum as SuperFlux wants it (Böck and Widmer 2013). */

/** Filters as sparse rows over the bins of a spectrum. */
export type Filterbank = {
  readonly bands: number
  /** Centre of each band in hertz. */
  readonly centresHz: Float64Array
  /** Writes one value per band from a magnitude per bin. */
  apply(magnitude: Float64Array, bands: Float64Array): void
}

/** Makes the bank for a transform size and rate. Low bands that would fall into one bin are one band. */
export function makeFilterbank(input: {
  readonly size: number
  readonly sampleRate: number
  readonly bandsPerOctave: number
  readonly lowestHz: number
  readonly highestHz: number
}): Filterbank {
  const { size, sampleRate, bandsPerOctave, lowestHz, highestHz } = input
  const binHz = sampleRate / size
  const edges = bandEdges(bandsPerOctave, lowestHz, Math.min(highestHz, sampleRate / 2), binHz)
  const bands = Math.max(0, edges.length - 2)
  const starts = new Int32Array(bands + 1)
  const firstBins = new Int32Array(bands)
  const weights: number[] = []
  for (let band = 0; band < bands; band++) {
    const left = edges[band] ?? 0
    const centre = edges[band + 1] ?? 0
    const right = edges[band + 2] ?? 0
    firstBins[band] = left + 1
    starts[band] = weights.length
    for (let bin = left + 1; bin < right; bin++) {
      weights.push(bin <= centre ? (bin - left) / (centre - left) : (right - bin) / (right - centre))
    }
  }
  starts[bands] = weights.length
  const table = Float64Array.from(weights)
  return {
    bands,
    centresHz: Float64Array.from({ length: bands }, (_, band) => (edges[band + 1] ?? 0) * binHz),
    apply(magnitude, out) {
      for (let band = 0; band < bands; band++) {
        const from = starts[band] ?? 0
        const count = (starts[band + 1] ?? 0) - from
        const first = firstBins[band] ?? 0
        let sum = 0
        for (let i = 0; i < count; i++) sum += (table[from + i] ?? 0) * (magnitude[first + i] ?? 0)
        out[band] = sum
      }
    },
  }
}

function bandEdges(bandsPerOctave: number, lowestHz: number, highestHz: number, binHz: number): number[] {
  const edges: number[] = []
  for (let step = 0; ; step++) {
    const bin = Math.round((lowestHz * 2 ** (step / bandsPerOctave)) / binHz)
    if (bin * binHz > highestHz) return edges
    if (bin !== edges.at(-1)) edges.push(bin)
  }
}
