/** Every conversion between seconds, milliseconds, frames and samples lives here, so that rounding is decided once. */

/** Whole frames nearest to a time in seconds, at a rate in frames per second; never the negative zero. */
export function framesOfSeconds(seconds: number, frameRate: number): number {
  return Math.round(seconds * frameRate) + 0
}

/** The time in seconds at which a frame begins. */
export function secondsOfFrames(frames: number, frameRate: number): number {
  return frames / frameRate
}

/** The time at which a frame begins in microseconds, whole, as the decoders and encoders of browsers count it. */
export function microsecondsOfFrames(frames: number, frameRate: number): number {
  return Math.round((frames * 1_000_000) / frameRate)
}

/** Whole samples nearest to a time in seconds. */
export function samplesOfSeconds(seconds: number, sampleRate: number): number {
  return Math.round(seconds * sampleRate)
}

/** The time in seconds of a sample. */
export function secondsOfSamples(samples: number, sampleRate: number): number {
  return samples / sampleRate
}

/** Decibels of an amplitude, of which 1 is full scale; minus infinity for silence. */
export function decibelsOfAmplitude(amplitude: number): number {
  return 20 * Math.log10(amplitude)
}

/** The amplitude of so many decibels. */
export function amplitudeOfDecibels(decibels: number): number {
  return 10 ** (decibels / 20)
}

/** Seconds of a length in milliseconds. */
export function secondsOfMs(ms: number): number {
  return ms / 1000
}

/** Milliseconds of so many minutes. */
export function msOfMinutes(minutes: number): number {
  return minutes * 60_000
}

/** Whole milliseconds nearest to a time in seconds. */
export function msOfSeconds(seconds: number): number {
  return Math.round(seconds * 1000)
}
