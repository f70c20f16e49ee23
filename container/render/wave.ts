/** Lays the song's shape over a frame: bars of one colour, each blended with what lies beneath it. */
import type { WavePart } from '#core/timeline/segments.ts'
import { waveBarsAt } from '#core/timeline/wave.ts'
import type { Surface } from './brush.ts'
import { fillFromRgb, makePicture } from './picture.ts'

/** Draws the bars of a frame, counted from the segment's beginning. */
export function drawWave(
  memory: WebAssembly.Memory,
  { heard, colour }: WavePart,
  frame: number,
  into: Surface,
): void {
  const bytes = new Uint8Array(memory.buffer)
  const paint = samplesOf(colour)
  for (const bar of waveBarsAt(heard, frame, into)) {
    for (const [i, plane] of into.planes.entries()) {
      // Light has a sample a pixel, colour one for four; bars begin and end on even pixels.
      const share = i === 0 ? 1 : 2
      const sample = (paint[i] ?? 0) * bar.opacity
      const [left, right] = [bar.left / share, (bar.left + bar.width) / share]
      for (let y = bar.top / share; y < (bar.top + bar.height) / share; y += 1) {
        const row = plane.start + y * plane.stride
        for (let at = row + left; at < row + right; at += 1)
          bytes[at] = Math.round((bytes[at] ?? 0) * (1 - bar.opacity) + sample)
      }
    }
  }
}

/** A colour as the samples of a picture: `#rrggbb` by the same conversion as any photo. */
function samplesOf(colour: string): readonly [number, number, number] {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  const dot = makePicture(2, 2)
  fillFromRgb(dot, Uint8Array.from(Array.from({ length: 4 }, () => channels).flat()))
  const sampleOf = (plane: 0 | 1 | 2) => dot.bytes[dot.planes[plane].start] ?? 0
  return [sampleOf(0), sampleOf(1), sampleOf(2)]
}
