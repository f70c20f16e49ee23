/** What a person can do to the beats: correct them, count them anew, tap them along. */
import { createSignal } from 'solid-js'
import { gridOf, heardGrid } from '#core/timeline/edit/edit.ts'
import {
  addBeat,
  deleteBeat,
  doubleTempo,
  type Grid,
  halfTempo,
  moveBeat,
  setOne,
  tappedGrid,
} from '#core/timeline/edit/grid.ts'
import { secondsOfFrames } from '#core/units.ts'
import { counted } from '../../ui/words.ts'
import type { Editor } from './editor.ts'
import { nothing } from './selection.ts'
import { firstFrom } from './song-grid.ts'

/** Fewer taps are no tempo. */
export const fewestTaps = 4

/** Everything that can be done to the beats. */
export type BeatCommands = ReturnType<typeof createBeatCommands>

/** The commands on the beats of an editor. `frame` answers where the playhead is. */
export function createBeatCommands(editor: Editor, frame: () => number) {
  const [taps, setTaps] = createSignal<readonly number[]>([])
  const grid = (): Grid => gridOf(editor.settled(), editor.analysis)
  const secondsAt = (at: number) => {
    const { songStartSeconds, frameRate } = editor.settled()
    return songStartSeconds + secondsOfFrames(at, frameRate)
  }
  const put = (next: Grid, words: string) =>
    editor.do({ kind: 'regrid', grid: next }, { words, choose: nothing })
  /** The beat that is chosen, else the one nearest to the playhead. */
  const target = (): number => {
    const selection = editor.selection()
    if (selection.kind === 'beat') return selection.beat
    const { beats } = editor.grid()
    const after = firstFrom(beats, (beat) => beat.frame, frame())
    const [before, next] = [beats[after - 1], beats[after]]
    if (before === undefined) return after
    return next === undefined || frame() - before.frame <= next.frame - frame() ? after - 1 : after
  }
  return {
    taps,
    add: (at = frame()) => {
      if (!put(addBeat(grid(), secondsAt(at)), 'Added a beat')) editor.say('There is a beat here already')
    },
    remove: () => put(deleteBeat(grid(), target()), 'Took a beat away'),
    /** Moves it by frames, with the cuts that lie on it. */
    nudge: (byFrames: number) => {
      const beat = target()
      const { seconds } = grid()[beat] ?? { seconds: 0 }
      const moved = moveBeat(grid(), beat, seconds + secondsOfFrames(byFrames, editor.settled().frameRate))
      const choose = { kind: 'beat', beat } as const
      editor.do({ kind: 'regrid', grid: moved }, { words: 'Moved a beat', key: `nudge-beat-${beat}`, choose })
    },
    setOne: () => put(setOne(grid(), target()), 'Set the one'),
    double: () => put(doubleTempo(grid()), 'Twice the tempo'),
    half: () => put(halfTempo(grid()), 'Half the tempo'),
    tap: () => {
      setTaps((all) => [...all, secondsAt(frame())])
      editor.say(counted(taps().length, 'tap'))
    },
    useTaps: () => {
      const count = taps().length
      if (count < fewestTaps) editor.say(`Tap at least ${fewestTaps} beats`)
      else put(tappedGrid(grid(), taps()), `Beats from ${counted(count, 'tap')}`)
      setTaps([])
    },
    forgetTaps: () => setTaps([]),
    /** What the analysis heard, in place of what was corrected. */
    asHeard: () => put(heardGrid(editor.analysis), 'Beats as they were heard'),
  }
}
