/** What the sound of every video is held to, whoever makes it. */

/** Samples per second of every video's sound. */
export const soundSampleRate = 48_000

/** How loud, how exactly, and how high its peaks may rise between the samples. */
export const soundTargets = { lufs: -14, toleranceLu: 0.5, mostTruePeakDb: -1 } as const

/** Integrated loudness and true peak; `undefined` where there is nothing but silence, or too little to measure. */
export type MeasuredLoudness = { readonly lufs: number | undefined; readonly truePeakDb: number | undefined }

/**
 * What is wrong with the sound of a video that was to be brought to the loudness of all videos, in a sentence; `undefined`
 * when nothing is. Loud enough, unless only peaks stand in the way: music of a few sharp clicks cannot be both loud and
 * unclipped, and then the peaks decide. Silence has no loudness and needs none.
 */
export function loudnessFault({ lufs, truePeakDb }: MeasuredLoudness): string | undefined {
  const { lufs: target, toleranceLu, mostTruePeakDb } = soundTargets
  if (truePeakDb !== undefined && truePeakDb > mostTruePeakDb) {
    return `Its true peak is ${truePeakDb.toFixed(1)} dBTP.`
  }
  if (lufs === undefined || Math.abs(lufs - target) <= toleranceLu) return undefined
  const isHeldByPeaks = lufs < target && (truePeakDb ?? Number.NEGATIVE_INFINITY) > mostTruePeakDb - 3
  return isHeldByPeaks ? undefined : `Its loudness is ${lufs.toFixed(1)} LUFS.`
}
