/** Decodes a song by FFmpeg on this device, for what the browser itself cannot decode: Apple Lossless, say. */
import { mediaLimits } from '#core/media/limits.ts'
import type { SoundPiece } from './decode-song.ts'
import { withFfmpeg } from './ffmpeg.ts'

const pieceFrames = 1 << 15

/** Decodes a song of common size. Throws when FFmpeg cannot either. */
export async function* decodeSongByFfmpeg(file: Blob, signal: AbortSignal): AsyncGenerator<SoundPiece, void> {
  const wav = await withFfmpeg({ signal, doing: 'decoding the song' }, async (ffmpeg) => {
    const path = await ffmpeg.mount(new File([file], 'song'))
    await ffmpeg.run([
      ...['-i', path, '-map', '0:a:0', '-t', String(mediaLimits.songSeconds)],
      ...['-c:a', 'pcm_f32le', '-f', 'wav', '/song.wav'],
    ])
    return await ffmpeg.read('/song.wav')
  })
  const { sampleRate, channels, dataStart } = readWavHeader(wav)
  const frameBytes = channels * Float32Array.BYTES_PER_ELEMENT
  const end = wav.length - ((wav.length - dataStart) % frameBytes)
  for (let at = dataStart; at < end; at += pieceFrames * frameBytes) {
    // A copy begins at an aligned address, which the data of a WAV need not.
    const piece = wav.slice(at, Math.min(end, at + pieceFrames * frameBytes))
    yield { sampleRate, channels, samples: new Float32Array(piece.buffer) }
  }
}

/** What the header of a WAV that FFmpeg wrote says, and where its samples begin. */
function readWavHeader(wav: Uint8Array): SoundPieceLayout {
  const view = new DataView(wav.buffer, wav.byteOffset, wav.byteLength)
  let layout = { sampleRate: 0, channels: 0 }
  for (let at = 12; at + 8 <= wav.length; ) {
    const name = String.fromCharCode(...wav.subarray(at, at + 4))
    if (name === 'fmt ') {
      layout = { channels: view.getUint16(at + 10, true), sampleRate: view.getUint32(at + 12, true) }
    }
    if (name === 'data' && layout.channels > 0) return { ...layout, dataStart: at + 8 }
    at += 8 + view.getUint32(at + 4, true)
  }
  throw new Error('FFmpeg wrote no WAV.')
}

type SoundPieceLayout = { readonly sampleRate: number; readonly channels: number; readonly dataStart: number }
