/** Proves sound by decoding it: how loud it is, and which packets that was measured on. */
import { readFile, rm } from 'node:fs/promises'
import { runFfmpeg } from '../ffmpeg/run.ts'
import { ownFileArguments } from '../ffmpeg/source-arguments.ts'
import { type Loudness, loudnessArguments, parseLoudness } from './loudness.ts'
import { digestOfPackets, packetListArguments, parsePackets } from './packets.ts'

/** Samples per second of every video's sound. */
export const soundSampleRate = 48_000

/** What decoding found. */
export type SoundProof = Loudness & { readonly digest: string }

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
