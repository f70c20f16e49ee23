/** The keys of keyboards and headphones, and the lock screen: what they show, and what is pressed there. */
import type { QueuedSong } from '#core/queue/entry.ts'

/** What somebody pressed. */
export type MediaKey =
  | { readonly kind: 'play' | 'pause' | 'next' }
  | { readonly kind: 'seek'; readonly positionSeconds: number }

/** See `makeMediaKeys`. */
export type MediaKeys = {
  /** Shows a song that plays or is paused, or none. */
  show(
    shown: { readonly song: QueuedSong; readonly isPaused: boolean; readonly seconds: number } | null,
  ): void
  close(): void
}

/**
 * Browsers give the keys to pages whose media elements sound, and Web Audio is none: an element that plays silence holds them.
 * On iPhones it also lets the room be heard while the ring switch is off. It can be started in a tap only, as all sound.
 */
export function makeMediaKeys(onKey: (key: MediaKey) => void): MediaKeys {
  const url = URL.createObjectURL(silence())
  const element = new Audio(url)
  element.loop = true
  const session = 'mediaSession' in navigator ? navigator.mediaSession : undefined
  let songId: string | undefined
  const actions: readonly (readonly [MediaSessionAction, MediaSessionActionHandler])[] = [
    ['play', () => onKey({ kind: 'play' })],
    ['pause', () => onKey({ kind: 'pause' })],
    ['nexttrack', () => onKey({ kind: 'next' })],
    [
      'seekto',
      ({ seekTime }) => seekTime !== undefined && onKey({ kind: 'seek', positionSeconds: seekTime }),
    ],
  ]
  for (const [action, handler] of actions) session?.setActionHandler(action, handler)
  return {
    show(shown) {
      // Refused before the first tap: there is nothing to hold then, since nothing sounds either.
      if (shown !== null && !shown.isPaused) element.play().catch(() => undefined)
      else element.pause()
      if (session === undefined) return
      session.playbackState = shown === null ? 'none' : shown.isPaused ? 'paused' : 'playing'
      if (shown?.song.songId !== songId) {
        session.metadata =
          shown && new MediaMetadata({ title: shown.song.title, artist: shown.song.artist ?? '' })
        songId = shown?.song.songId
      }
      const duration = shown?.song.durationSeconds ?? 0
      session.setPositionState(
        shown === null ? {} : { duration, position: Math.min(duration, shown.seconds), playbackRate: 1 },
      )
    },
    close() {
      element.pause()
      element.removeAttribute('src')
      URL.revokeObjectURL(url)
      for (const [action] of actions) session?.setActionHandler(action, null)
      if (session !== undefined) Object.assign(session, { metadata: null, playbackState: 'none' })
    },
  }
}

const silentSeconds = 10
const silentRate = 8_000

/** Ten seconds of nothing, as WAV: what is shorter than five gets no keys. */
function silence(): Blob {
  const samples = silentSeconds * silentRate
  const header = new DataView(new ArrayBuffer(44))
  const ascii = (at: number, text: string) => {
    for (const [i, letter] of [...text].entries()) header.setUint8(at + i, letter.charCodeAt(0))
  }
  ascii(0, 'RIFF')
  header.setUint32(4, 36 + samples, true)
  ascii(8, 'WAVEfmt ')
  header.setUint32(16, 16, true)
  header.setUint16(20, 1, true)
  header.setUint16(22, 1, true)
  header.setUint32(24, silentRate, true)
  header.setUint32(28, silentRate, true)
  header.setUint16(32, 1, true)
  header.setUint16(34, 8, true)
  ascii(36, 'data')
  header.setUint32(40, samples, true)
  return new Blob([header, new Uint8Array(samples).fill(128)], { type: 'audio/wav' })
}
