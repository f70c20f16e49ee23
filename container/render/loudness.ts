/** How loud sound is, by EBU R 128 as FFmpeg's ebur128 filter measures it. */

/** Integrated loudness and true peak; `undefined` where there is nothing but silence, or too little to measure. */
export type Loudness = { readonly lufs: number | undefined; readonly truePeakDb: number | undefined }

/** Output arguments that measure the first audio stream. The report is on standard error. */
export function loudnessArguments(): string[] {
  return ['-map', '0:a:0', '-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-']
}

/** Parses the report. EBU R 128 gates at -70 LUFS, so that value means that nothing was above the gate. */
export function parseLoudness(text: string): Loudness {
  const summary = text.slice(text.lastIndexOf('Summary:'))
  const lufs = Number(/I:\s+(-?[\d.]+|-inf|nan) LUFS/.exec(summary)?.[1])
  const truePeakDb = Number(/True peak:\s+Peak:\s+(-?[\d.]+|-inf) dBFS/.exec(summary)?.[1])
  return {
    lufs: Number.isFinite(lufs) && lufs > -70 ? lufs : undefined,
    truePeakDb: Number.isFinite(truePeakDb) ? truePeakDb : undefined,
  }
}
