/** Measures how loud a file is, by EBU R 128 as FFmpeg's ebur128 filter does it. */
import { runFfmpeg } from '../ffmpeg/run.ts'

/** Integrated loudness and true peak; `undefined` where there is nothing but silence, or too little to measure. */
export type Loudness = { readonly lufs: number | undefined; readonly truePeakDb: number | undefined }

/** Output arguments that measure the first audio stream of an input. The report is on standard error. */
export function loudnessArguments(input = 0): string[] {
  return ['-map', `${input}:a:0`, '-af', 'ebur128=peak=true:framelog=quiet', '-f', 'null', '-']
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

/** Measures the sound of a file we made ourselves, opened by its demuxer. */
export async function measureLoudness(path: string, demuxer: string, signal: AbortSignal): Promise<Loudness> {
  const text = await runFfmpeg({
    parameters: ['-f', demuxer, '-i', `file:${path}`, ...loudnessArguments()],
    signal,
    timeoutSeconds: 600,
  })
  return parseLoudness(text)
}
