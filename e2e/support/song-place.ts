/** Which second of a song a recorded piece of sound is, by the sound alone. */

/** Where it was found, and how alike it is: 1 for the very same, 0 for anything else. */
export type Place = { readonly seconds: number; readonly likeness: number }

const coarse = 8
/** A held note is nearly alike a period further on: so many of the rough places are looked at closely. */
const candidates = 24

/**
 * Finds a piece of sound within `aroundSeconds` of where it is believed to be, by normalised correlation: first on every
 * eighth sample of both, smoothed, then on every sample near the best of those. Both are mono, of one sample rate.
 */
export function placeOf(
  piece: Float32Array,
  song: Float32Array,
  sampleRate: number,
  { believedSeconds, aroundSeconds }: { readonly believedSeconds: number; readonly aroundSeconds: number },
): Place {
  const first = Math.max(0, Math.round((believedSeconds - aroundSeconds) * sampleRate))
  const last = Math.min(
    song.length - piece.length,
    Math.round((believedSeconds + aroundSeconds) * sampleRate),
  )
  const roughPiece = thinned(piece)
  const roughSong = thinned(song.subarray(first, last + piece.length))
  const rough = likenesses(roughPiece, roughSong, 0, roughSong.length - roughPiece.length)
  const peaks = rough
    .map((likeness, at) => ({ likeness, at }))
    .filter(({ likeness, at }) => likeness >= (rough[at - 1] ?? -1) && likeness >= (rough[at + 1] ?? -1))
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, candidates)
  let best: Place = { seconds: believedSeconds, likeness: -1 }
  for (const peak of peaks) {
    const from = Math.max(0, first + (peak.at - 1) * coarse)
    const near = likenesses(piece, song, from, Math.min(last, from + 2 * coarse))
    for (const [i, likeness] of near.entries()) {
      if (likeness > best.likeness) best = { seconds: (from + i) / sampleRate, likeness }
    }
  }
  return best
}

/** How alike the piece is to the song at each place from one to another. */
function likenesses(piece: Float32Array, song: Float32Array, from: number, to: number): readonly number[] {
  const pieceEnergy = energy(piece, 0, piece.length)
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => {
    const at = from + n
    let product = 0
    for (let i = 0; i < piece.length; i += 1) product += (piece[i] ?? 0) * (song[at + i] ?? 0)
    return product / Math.sqrt(pieceEnergy * energy(song, at, piece.length) + 1e-12)
  })
}

function energy(samples: Float32Array, from: number, length: number): number {
  let sum = 0
  for (let i = from; i < from + length; i += 1) sum += (samples[i] ?? 0) ** 2
  return sum
}

function thinned(samples: Float32Array): Float32Array {
  return Float32Array.from({ length: Math.floor(samples.length / coarse) }, (_, i) =>
    samples.subarray(i * coarse, (i + 1) * coarse).reduce((sum, sample) => sum + sample, 0),
  )
}
