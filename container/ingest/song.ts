/** Examines a song by decoding all of it. */
import type { z } from 'zod'
import { mediaLimits } from '#core/media/limits.ts'
import { isrcOf, recordingIdOf } from '#core/playlists/identities.ts'
import { secondsOfSamples } from '#core/units.ts'
import type { SongFacts } from '#core/work/report.ts'
import { runFfmpeg } from '../ffmpeg/run.ts'
import { sourceArguments } from '../ffmpeg/source-arguments.ts'
import { readStreamFacts, type StreamFacts } from '../ffmpeg/stream-facts.ts'
import { Refused } from '../server/complaint.ts'
import { isCutOff, saysCutOff } from './cut-off.ts'
import type { SourceFileOnDisk } from './file.ts'

const bytesPerSample = 2

/** Decodes a song from end to end and answers its facts. Throws `Refused` naming the limit or the damage. */
export async function probeSong(file: SourceFileOnDisk): Promise<z.output<typeof SongFacts>> {
  const stream = await readStreamFacts(file.path, file.format, file.signal)
  if (stream.audio === undefined) throw new Refused('no-audio', 'The file holds no sound.')
  if (stream.audio.channels > mediaLimits.audioChannels) {
    throw new Refused(
      'too-many-channels',
      `The song has ${stream.audio.channels} channels; we take up to ${mediaLimits.audioChannels}.`,
    )
  }
  refuseTooLong(stream.durationSeconds)
  const { sampleRate, channels } = stream.audio
  const { samples, said } = await countSamples(file, sampleRate)
  if (samples === 0)
    throw new Refused('unreadable-file', 'The file is damaged: no sound could be decoded from it.')
  const durationSeconds = secondsOfSamples(samples, sampleRate)
  refuseTooLong(durationSeconds)
  await refuseCutOff(file, stream, durationSeconds, said)
  refuseTooShort(durationSeconds)
  const { title, artist } = stream.tags
  const { isrc, recordingId } = recordingOf(stream.tags)
  return {
    kind: 'song',
    contentHash: file.arrived.contentHash,
    bytes: file.arrived.bytes,
    durationSeconds,
    sampleRate,
    channels,
    ...(title === undefined ? {} : { title: cleanTag(title) }),
    ...(artist === undefined ? {} : { artist: cleanTag(artist) }),
    ...(isrc === undefined ? {} : { isrc }),
    ...(recordingId === undefined ? {} : { recordingId }),
  }
}

/**
 * Which recording the tags say it is, under the names that FFmpeg passes on: `TSRC` of ID3, `ISRC` and
 * `MUSICBRAINZ_TRACKID` of Vorbis comments, `MusicBrainz Track Id` of MP4 and of older ID3. The `UFID` of ID3 it does not.
 */
function recordingOf(tags: StreamFacts['tags']) {
  const recordingId = tags.musicbrainz_trackid ?? tags['musicbrainz track id']
  return { isrc: isrcOf(tags.isrc ?? tags.tsrc ?? ''), recordingId: recordingIdOf(recordingId ?? '') }
}

function refuseTooLong(seconds: number | undefined): void {
  if (seconds === undefined || seconds <= mediaLimits.songSeconds) return
  const minutes = mediaLimits.songSeconds / 60
  throw new Refused('too-long', `The song is longer than ${minutes} minutes, which is the longest we take.`)
}

function refuseTooShort(seconds: number): void {
  const { shortestSongSeconds } = mediaLimits
  if (seconds >= shortestSongSeconds) return
  throw new Refused(
    'too-short',
    `The song is shorter than ${shortestSongSeconds} seconds, which is the shortest we take.`,
  )
}

/** Counts decoded samples of one channel. Stops a little past the limit, however long the file claims not to be. */
async function countSamples(
  file: SourceFileOnDisk,
  sampleRate: number,
): Promise<{ samples: number; said: string }> {
  let bytes = 0
  const said = await runFfmpeg({
    parameters: [
      ...sourceArguments(file.path, file.format),
      ...['-map', '0:a:0', '-t', String(mediaLimits.songSeconds + 1), '-ac', '1', '-ar', String(sampleRate)],
      ...['-f', 's16le', 'pipe:1'],
    ],
    signal: file.signal,
    timeoutSeconds: 120,
    onOutput: (chunk) => {
      bytes += chunk.length
    },
  })
  return { samples: Math.floor(bytes / bytesPerSample), said }
}

/** A tenth of a second of slack covers encoder delay and padding, which headers may or may not count. */
async function refuseCutOff(
  file: SourceFileOnDisk,
  stream: StreamFacts,
  seconds: number,
  said: string,
): Promise<void> {
  const isGuess = said.includes('Estimating duration from bitrate')
  const stated = isGuess ? undefined : stream.durationSeconds
  const isShort = stated !== undefined && seconds < stated * 0.98 - 0.1
  if (!isShort && !saysCutOff(said) && !(await isCutOff(file.path, file.format, file.arrived.bytes))) return
  throw new Refused(
    'unreadable-file',
    'The file is cut off: it holds less sound than it says. Export or copy it again.',
  )
}

function cleanTag(text: string): string {
  return [...text.replace(/\p{Cc}/gu, ' ').trim()].slice(0, 200).join('')
}
