/** What plays the video in the editor, and where it is: the preview, as state. */
import { type Accessor, createSignal } from 'solid-js'
import type { Preview } from '../../preview/preview.ts'
import type { PreviewProblem } from '../../preview/preview-media.ts'

/** The playhead, and what moves it. */
export type Playback = {
  readonly frame: Accessor<number>
  readonly playing: Accessor<boolean>
  /** How fast it plays: 1 is the song's own speed, negative is backwards. */
  readonly rate: Accessor<number>
  readonly toggle: () => void
  /** Plays at a rate; 0 pauses. */
  readonly playAt: (rate: number) => void
  readonly seek: (frame: number) => void
}

/** The playhead as the picture drives it. Before there is a picture it can be moved already. */
export type DrivenPlayback = Playback & {
  /** What cannot be shown or heard, each once, in sentences. */
  readonly troubles: Accessor<readonly string[]>
  /** The preview that is there now. */
  readonly attach: (preview: Preview) => void
  readonly onFrame: (frame: number) => void
  readonly onPlaying: (playing: boolean) => void
  readonly onProblem: (problem: PreviewProblem) => void
}

/** A playhead in a video of so many frames. */
export function createPlayback(lengthFrames: Accessor<number>): DrivenPlayback {
  const [frame, setFrame] = createSignal(0)
  const [playing, setPlaying] = createSignal(false)
  const [rate, setRate] = createSignal(1)
  const [troubles, setTroubles] = createSignal<readonly string[]>([])
  let preview: Preview | undefined
  // While a seek is on its way the playhead is already where it goes: it must not jump back in between.
  let seeking = 0
  const seek = (to: number) => {
    const target = Math.min(lengthFrames() - 1, Math.max(0, Math.round(to)))
    setFrame(target)
    if (preview === undefined) return
    seeking += 1
    void preview.seek(target).finally(() => {
      seeking -= 1
    })
  }
  const playAt = (next: number) => {
    if (next === 0) {
      preview?.pause()
      return
    }
    setRate(next)
    preview?.setRate(next)
    void preview?.play()
  }
  return {
    frame,
    playing,
    rate,
    troubles,
    seek,
    playAt,
    toggle: () => playAt(playing() ? 0 : 1),
    attach: (next) => {
      preview = next
      if (frame() > 0) seek(frame())
    },
    onFrame: (drawn) => {
      // The first picture is drawn before the preview is told where to: it must not take the playhead back.
      if (preview !== undefined && seeking === 0) setFrame(drawn)
    },
    onPlaying: setPlaying,
    onProblem: ({ sentence }) => setTroubles((all) => (all.includes(sentence) ? all : [...all, sentence])),
  }
}
