/** Proves sound by decoding it: how loud it is, and which packets that was measured on. */
import { readFile, rm } from 'node:fs/promises'
import { parseLoudness } from '#core/video/sound-filters.ts'
import { type MeasuredLoudness, soundSampleRate } from '#core/video/sound-targets.ts'
import { runFfmpeg } from '../ffmpeg/run.ts'
import { ownFileArguments } from '../ffmpeg/source-arguments.ts'
import { loudnessArguments } from './loudness.ts'
import { digestOfPackets, packetListArguments, parsePackets } from './packets.ts'

/** What decoding found. */
export type SoundProof = MeasuredLoudness & { readonly digest: string }

/** Decodes the sound we made at `path`. Throws when a packet of it cannot be decoded. */
export async function proveSound(path: string, signal: AbortSignal): Promise<SoundProof> {
  const listPath = `${path}.packets`
  const report = await runFfmpeg({
    parameters: [
      ...['-y', '-xerror', ...ownFileArguments(path)],
      ...[...packetListArguments(listPath, '0:a:0'), ...loudnessArguments()],
    ],
    signal,
    timeoutSeconds: 600,
  })
  const list = parsePackets(await readFile(listPath, 'utf8'), 0, soundSampleRate)
  await rm(listPath)
  return { ...parseLoudness(report), digest: digestOfPackets(list) }
}
