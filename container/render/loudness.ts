/** How loud sound is, by EBU R 128 as FFmpeg's ebur128 filter measures it. */
import { loudnessFilter } from '#core/video/sound-filters.ts'

/** Output arguments that measure the first audio stream. The report is on standard error; `parseLoudness` reads it. */
export function loudnessArguments(): string[] {
  return ['-map', '0:a:0', '-af', loudnessFilter, '-f', 'null', '-']
}
