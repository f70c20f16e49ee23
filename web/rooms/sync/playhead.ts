/** Which second of a song a source plays at which time of its context, while its speed is changed. */

/** See `makePlayhead`. All times are seconds: of the context, or of the song. */
export type Playhead = {
  /** From a time on it runs at another speed. Times may not go back. */
  retune(contextSeconds: number, rate: number): void
  /** The second of the song at a time of the context. */
  songSecondsAt(contextSeconds: number): number
  /** When a second of the song is reached at the speed it has now. */
  contextSecondsAt(songSeconds: number): number
  /** The speed from the last change on. */
  rate(): number
}

type Stretch = { readonly contextSeconds: number; readonly songSeconds: number; readonly rate: number }

/** What is asked about lies less than this many changes back: those of the time between playing and hearing. */
const keptStretches = 8

/** A song that is at a second at a time of the context, and runs at its own speed. */
export function makePlayhead(contextSeconds: number, songSeconds: number): Playhead {
  const first: Stretch = { contextSeconds, songSeconds, rate: 1 }
  let stretches: readonly Stretch[] = [first]
  const last = () => stretches.at(-1) ?? first
  const at = (stretch: Stretch, seconds: number) =>
    stretch.songSeconds + (seconds - stretch.contextSeconds) * stretch.rate
  const songSecondsAt = (seconds: number) =>
    at(stretches.findLast((stretch) => stretch.contextSeconds <= seconds) ?? first, seconds)
  return {
    retune(seconds, rate) {
      const stretch = { contextSeconds: seconds, songSeconds: songSecondsAt(seconds), rate }
      stretches = [...stretches, stretch].slice(-keptStretches)
    },
    songSecondsAt,
    contextSecondsAt: (seconds) => last().contextSeconds + (seconds - last().songSeconds) / last().rate,
    rate: () => last().rate,
  }
}
