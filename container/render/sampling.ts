/** Where every sample of a drawn row or column comes from in the picture, and how its four neighbours are weighed. */
import { rowGroup, weightOne } from './kernels.ts'

/** Positions along one axis: output `i` shows the picture at `first + i * step`, in samples from the middle of sample 0. */
export type Axis = { readonly first: number; readonly step: number }

/**
 * How neighbours are weighed: `sharp` passes through them (Keys' cubic, a = -1/2), `smooth` only comes near them (the
 * cubic B-spline), which leaves no trace of the grid when little is enlarged to much.
 */
export type Reconstruction = 'sharp' | 'smooth'

/** Positions are told apart to a 256th of a sample, far finer than an eye sees movement. */
const phases = 256

const one = weightOne + 1

const tables = { sharp: tableOf(keysCubic), smooth: tableOf(splineCubic) } as const

/** Four weights a phase, as 16-bit fixed point whose sum is one. */
function tableOf(weightsAt: (t: number) => readonly number[]): Int16Array {
  const table = new Int16Array(phases * 4)
  for (let phase = 0; phase < phases; phase += 1) {
    const weights = weightsAt(phase / phases).map((weight) => Math.round(weight * one))
    const largest = weights.indexOf(Math.max(...weights))
    const missing = one - weights.reduce((sum, weight) => sum + weight, 0)
    weights.forEach((weight, tap) => {
      table[phase * 4 + tap] = Math.min(weightOne, weight + (tap === largest ? missing : 0))
    })
  }
  return table
}

/** R. Keys, "Cubic convolution interpolation for digital image processing", 1981, with a = -1/2. */
function keysCubic(t: number): readonly number[] {
  const [t2, t3] = [t * t, t * t * t]
  return [
    -0.5 * t3 + t2 - 0.5 * t,
    1.5 * t3 - 2.5 * t2 + 1,
    -1.5 * t3 + 2 * t2 + 0.5 * t,
    0.5 * t3 - 0.5 * t2,
  ]
}

function splineCubic(t: number): readonly number[] {
  const [t2, t3] = [t * t, t * t * t]
  return [(1 - t) ** 3 / 6, (3 * t3 - 6 * t2 + 4) / 6, (-3 * t3 + 3 * t2 + 3 * t + 1) / 6, t3 / 6]
}

/** The first of four taps at a position, and where its weights begin in `weightsOf`. */
export function tapAt(axis: Axis, output: number): { readonly tap: number; readonly weightsAt: number } {
  const steps = Math.round((axis.first + output * axis.step) * phases)
  const whole = Math.floor(steps / phases)
  return { tap: whole - 1, weightsAt: (steps - whole * phases) * 4 }
}

/** The weights that `tapAt` points into. */
export function weightsOf(reconstruction: Reconstruction): Int16Array {
  return tables[reconstruction]
}

/** Puts a byte into the high half of its lane: the low half picks beyond the vector, which gives 0. */
const nothing = 128

/** Writes the row kernel's table for `outputs` outputs at the address `at`. */
export function writeRowTable(
  memory: ArrayBufferLike,
  at: number,
  outputs: number,
  axis: Axis,
  reconstruction: Reconstruction,
): void {
  const { samples, tableBytes } = rowGroup
  const bytes = new Uint8Array(memory)
  const words = new Int16Array(memory)
  const offsets = new Int32Array(memory)
  const weights = weightsOf(reconstruction)
  for (let group = 0; group * samples < outputs; group += 1) {
    const table = at + group * tableBytes
    const base = tapAt(axis, group * samples).tap
    offsets[table / 4] = base
    for (let lane = 0; lane < samples; lane += 1) {
      const { tap, weightsAt } = tapAt(axis, group * samples + lane)
      bytes[table + 16 + lane * 2] = nothing
      bytes[table + 17 + lane * 2] = tap - base
      for (let i = 0; i < 4; i += 1) words[table / 2 + 16 + i * 8 + lane] = weights[weightsAt + i] ?? 0
    }
  }
}
