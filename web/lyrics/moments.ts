/** What was on the desk, moment by moment: where one goes back to, and forth again. */
import { type Accessor, createSignal } from 'solid-js'
import type { Lyrics } from '#core/lyrics/lyrics.ts'

/** The words, the line that is tapped next, and the word of it. */
export type Moment = { readonly lyrics: Lyrics; readonly at: number; readonly word: number }

/** The moments of a desk. */
export type Moments = {
  readonly now: Accessor<Moment>
  /** Goes on to a moment that can be taken back. Changes in a row with one `key` are one. */
  readonly go: (next: Moment, key?: string) => void
  /** Changes only where the next tap goes, which is nothing to take back. */
  readonly place: (at: number, word: number) => void
  readonly undo: () => Moment | undefined
  readonly redo: () => Moment | undefined
  readonly canUndo: Accessor<boolean>
  readonly canRedo: Accessor<boolean>
}

const mostMoments = 200

/** Begins with what was opened. */
export function createMoments(lyrics: Lyrics): Moments {
  const [now, setNow] = createSignal<Moment>(held({ lyrics, at: firstGuess(lyrics), word: 0 }))
  const [past, setPast] = createSignal<readonly Moment[]>([])
  const [future, setFuture] = createSignal<readonly Moment[]>([])
  let lastKey: string | undefined
  const step = (from: Accessor<readonly Moment[]>, setFrom: typeof setPast, setTo: typeof setPast) => {
    const to = from().at(-1)
    if (to === undefined) return undefined
    lastKey = undefined
    setTo((others) => [...others, now()])
    setFrom((others) => others.slice(0, -1))
    setNow(to)
    return to
  }
  return {
    now,
    go: (next, key) => {
      if (key === undefined || key !== lastKey) setPast((before) => [...before.slice(1 - mostMoments), now()])
      lastKey = key
      setFuture([])
      setNow(held(next))
    },
    place: (at, word) => setNow((moment) => held({ ...moment, at, word })),
    undo: () => step(past, setPast, setFuture),
    redo: () => step(future, setFuture, setPast),
    canUndo: () => past().length > 0,
    canRedo: () => future().length > 0,
  }
}

/** Where tapping begins: at the first line that nobody timed, or at the first. */
export function firstGuess({ lines }: Lyrics): number {
  return Math.max(
    0,
    lines.findIndex(({ isGuess }) => isGuess),
  )
}

/** One past the last line is a place, too: everything was tapped. */
function held(moment: Moment): Moment {
  return { ...moment, at: Math.min(Math.max(0, moment.at), moment.lyrics.lines.length) }
}
