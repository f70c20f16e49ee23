/** Where the analysis looks at a song: one channel at one rate, kept in blocks while it arrives. */

/** The rate of all further analysis, in hertz: enough for every cue that music is described by. */
export const signalRate = 22_050
/** Samples from one frame of the analysis to the next: about a hundred frames a second. */
export const hopSize = 220
/** Frames a second. */
export const frameRate = signalRate / hopSize

/**
 * Seconds by which the flux is ahead: it rises as soon as a note enters the far half of the window. Measured on clicks
 * (21 ms) and on annotated music (5 to 16 ms), whose notes begin more softly.
 */
const fluxLeadSeconds = 0.012

/** The time in seconds of what the flux shows at a frame, whole or between two. */
export function secondsOfFrame(frame: number): number {
  return frame / frameRate + fluxLeadSeconds
}

const blockSize = 1 << 18

/** Collects samples without ever copying what is already there until the end. */
export function makeSampleCollector(): { push(samples: Float32Array): void; finish(): Float32Array } {
  const blocks: Float32Array[] = []
  let length = 0
  return {
    push(samples) {
      for (let done = 0; done < samples.length; ) {
        const inBlock = length % blockSize
        if (inBlock === 0) blocks.push(new Float32Array(blockSize))
        const take = Math.min(samples.length - done, blockSize - inBlock)
        blocks.at(-1)?.set(samples.subarray(done, done + take), inBlock)
        done += take
        length += take
      }
    },
    finish() {
      const whole = new Float32Array(length)
      blocks.forEach((block, i) => {
        whole.set(block.subarray(0, Math.min(blockSize, length - i * blockSize)), i * blockSize)
      })
      blocks.length = 0
      return whole
    },
  }
}

/** Mean power of each frame's hop, from which loud and silent places are told. */
export function framePowers(signal: Float32Array): Float64Array {
  const powers = new Float64Array(Math.ceil(signal.length / hopSize))
  for (let frame = 0; frame < powers.length; frame++) {
    const end = Math.min(signal.length, (frame + 1) * hopSize)
    let sum = 0
    for (let i = frame * hopSize; i < end; i++) sum += (signal[i] ?? 0) ** 2
    powers[frame] = sum / (end - frame * hopSize)
  }
  return powers
}

/**
 * The factor that brings the louder parts of a signal to a common level, so that a quiet master is heard like a loud one.
 * 0 for a signal in which nothing is above -70 dBFS.
 */
export function levellingGain(powers: Float64Array): number {
  const audible = powers.filter((power) => power > 1e-7)
  if (audible.length === 0) return 0
  const gate = 0.1 * meanOf(audible)
  return 0.1 / Math.sqrt(meanOf(audible.filter((power) => power >= gate)))
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
