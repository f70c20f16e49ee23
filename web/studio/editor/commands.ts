/** What a person can do on the timeline by a key or a button: each works on what is chosen, at the playhead. */
import { type Edit, mostFrames } from '#core/timeline/edit/edit.ts'
import { clipIndexAt } from '#core/timeline/edit/pieces.ts'
import type { PaceWish } from '#core/timeline/edit/repace.ts'
import { mostClips, type Title, type TransitionKind } from '#core/timeline/timeline.ts'
import { secondsOfFrames } from '#core/units.ts'
import { clockOf, counted } from '../../ui/words.ts'
import { clipboardCommands, noMoreTitles } from './clipboard.ts'
import type { Editor } from './editor.ts'
import type { FrameRange } from './scene.ts'
import { clipsOf, nothing, oneClip, someClips } from './selection.ts'
import { beatAt, firstFrom, partAtFrame } from './song-grid.ts'

/** Everything that a key or a button does. `frame` answers where the playhead is. */
export type Commands = ReturnType<typeof makeCommands>

/** The commands of an editor. `seek` moves the playhead. */
export function makeCommands(editor: Editor, frame: () => number, seek: (frame: number) => void) {
  const here = () => Math.round(frame())
  return {
    ...cuttingCommands(editor, here),
    ...clipboardCommands(editor, here, seek),
    ...pacingCommands(editor, here),
    ...titleCommands(editor, here, seek),
    ...movingCommands(editor, here, seek),
  }
}

/** The clips that a command works on: those chosen, else the one under the playhead. */
export function targetsOf(editor: Editor, atFrame: number): readonly number[] {
  const chosen = clipsOf(editor.selection())
  return chosen.length > 0 ? chosen : [clipIndexAt(editor.settled(), atFrame)]
}

function cuttingCommands(editor: Editor, here: () => number) {
  const { settled } = editor
  return {
    split: () => {
      if (settled().clips.length >= mostClips) {
        editor.say(`A video has at most ${mostClips} clips. Take some out first.`)
        return
      }
      const at = clipIndexAt(settled(), here())
      const words = 'Split the clip'
      if (!editor.do({ kind: 'split', frame: here() }, { words, choose: oneClip(at + 1) }))
        editor.say('There is a cut here already')
    },
    remove: () => {
      const selection = editor.selection()
      if (selection.kind === 'title') {
        editor.do(
          { kind: 'remove-title', index: selection.title },
          { words: 'Removed the title', choose: nothing },
        )
        return
      }
      if (selection.kind === 'caption') {
        editor.do(
          { kind: 'remove-caption', index: selection.caption },
          { words: 'Removed a caption', choose: nothing },
        )
        return
      }
      const chosen = clipsOf(selection)
      if (chosen.length === 0) {
        editor.say('Choose what is to be removed first')
        return
      }
      const first = chosen[0] ?? 0
      const next = oneClip(Math.max(0, first - 1))
      const words = `Removed ${counted(chosen.length, 'clip')}`
      if (!editor.do({ kind: 'remove', clips: chosen }, { words, choose: next }))
        editor.say('The last clip stays: replace its picture instead')
    },
    /** Moves the cut before the chosen clip by frames, or the chosen title or caption. */
    nudge: (byFrames: number) => nudge(editor, here(), byFrames),
    /** Makes the clip under the playhead begin, or end, here. */
    trimTo: (side: 'start' | 'end') => {
      const index = clipIndexAt(settled(), here())
      if (side === 'end' && index === settled().clips.length - 1) {
        endVideo(editor, here())
        return
      }
      const clip = side === 'start' ? index : index + 1
      const words = side === 'start' ? 'The clip begins here' : 'The clip ends here'
      const edit = { kind: 'move-cut', clip, frame: here() } as const
      if (!editor.do(edit, { words, choose: oneClip(index) }))
        editor.say(clip === 0 ? 'The first clip begins with the video' : 'There is a cut here already')
    },
    /** Ends the video at the playhead. */
    endHere: () => endVideo(editor, here()),
    /** Lets the last clip run on until the song ends. */
    endWithSong: () => endVideo(editor, mostFrames(settled(), editor.analysis)),
  }
}

function endVideo(editor: Editor, frame: number): void {
  const { frameRate } = editor.settled()
  if (frame < 1) editor.say('Go to where the video is to end first')
  else if (
    !editor.do({ kind: 'end-at', frame }, { words: `Ends at ${clockOf(secondsOfFrames(frame, frameRate))}` })
  )
    editor.say('The video ends here already')
}

function nudge(editor: Editor, here: number, byFrames: number): void {
  const selection = editor.selection()
  const { settled } = editor
  if (selection.kind === 'title') {
    const title = settled().titles[selection.title]
    if (title === undefined) return
    const moved = { ...title, startFrame: Math.max(0, title.startFrame + byFrames) }
    editor.do(
      { kind: 'change-title', index: selection.title, title: moved },
      { words: 'Moved the title', key: 'nudge-title' },
    )
    return
  }
  if (selection.kind === 'caption') {
    const index = selection.caption
    const line = settled().captions?.lines[index]
    if (line === undefined) return
    const { startFrame, lengthFrames } = line
    editor.do(
      { kind: 'time-caption', index, startFrame: startFrame + byFrames, lengthFrames },
      { words: 'Moved a caption', key: `nudge-caption-${index}` },
    )
    return
  }
  const clip = clipsOf(selection)[0] ?? clipIndexAt(settled(), here)
  const start = settled().clips[clip]?.startFrame ?? 0
  editor.do(
    { kind: 'move-cut', clip, frame: start + byFrames },
    { words: 'Moved the cut', key: `nudge-${clip}` },
  )
}

/** The stretch that a change of pace works on: the chosen range, the chosen clips, else the part at the playhead. */
export function paceRangeOf(editor: Editor, atFrame: number): FrameRange {
  const range = editor.range()
  if (range !== undefined) return range
  const timeline = editor.settled()
  const chosen = clipsOf(editor.selection())
  const [first, last] = [timeline.clips[chosen[0] ?? -1], timeline.clips[chosen.at(-1) ?? -1]]
  if (chosen.length > 1 && first !== undefined && last !== undefined)
    return { startFrame: first.startFrame, endFrame: last.startFrame + last.lengthFrames }
  const part = partAtFrame(editor.grid(), atFrame)
  return part ?? { startFrame: 0, endFrame: timeline.lengthFrames }
}

/** A pace in words. */
export function paceWords(pace: PaceWish): string {
  if (pace === 'phrase') return 'once a phrase'
  if (pace === 0.5) return 'every half beat'
  return pace === 1 ? 'on every beat' : `every ${pace} beats`
}

function pacingCommands(editor: Editor, here: () => number) {
  return {
    setPace: (pace: PaceWish) => {
      if (!editor.grid().isTrusted) {
        editor.say('No steady beat was found: tap it along under Beats first')
        return
      }
      const { startFrame, endFrame } = paceRangeOf(editor, here())
      const before = editor.settled().clips.length
      const words = `Cut ${paceWords(pace)}`
      const edit: Edit = { kind: 'repace', range: { startFrame, endFrame }, pace }
      if (!editor.do(edit, { words, choose: nothing })) return
      const more = editor.settled().clips.length - before
      if (more !== 0) editor.say(`${words}: ${counted(Math.abs(more), more > 0 ? 'more cut' : 'fewer cut')}`)
    },
    setTransition: (kind: TransitionKind | undefined) => {
      const chosen = targetsOf(editor, here())
      const words = kind === undefined ? 'Hard cuts' : `Transition: ${kind}`
      const transition = kind === undefined ? {} : { transition: { kind } }
      if (!editor.do({ kind: 'set-transition', clips: chosen, ...transition }, { words }))
        editor.say('There is no cut after the last clip, or the clips are too short')
    },
    markIn: () => {
      const end = editor.range()?.endFrame ?? editor.settled().lengthFrames
      editor.setRange({ startFrame: here(), endFrame: end > here() ? end : editor.settled().lengthFrames })
      editor.say('The range begins here')
    },
    markOut: () => {
      const start = editor.range()?.startFrame ?? 0
      editor.setRange({ startFrame: start < here() ? start : 0, endFrame: Math.max(1, here()) })
      editor.say('The range ends here')
    },
    clearRange: () => editor.setRange(undefined),
  }
}

/** Words as they first appear: large enough to read on a phone, on the place that no platform covers. */
const plainTitle = {
  place: 'bottom',
  size: 0.08,
  font: 'bricolage',
  colour: '#ffffff',
  backing: 'shadow',
  animation: 'rise',
} as const satisfies Partial<Title>

function titleCommands(editor: Editor, here: () => number, seek: (frame: number) => void) {
  return {
    /** Adds a title from a frame on, for two bars where there is a grid, else three seconds. */
    addTitle: (atFrame = here()) => {
      const { settled } = editor
      const bar = twoBarsFrom(editor, atFrame) ?? 3 * settled().frameRate
      const title: Title = { ...plainTitle, text: 'Your words', startFrame: atFrame, lengthFrames: bar }
      const index = settled().titles.length
      const choose = { kind: 'title', title: index } as const
      if (!editor.do({ kind: 'add-title', title }, { words: 'Added a title', choose })) {
        editor.say(noMoreTitles)
        return
      }
      // On its first frame it is only coming: a little later it can be read.
      seek(atFrame + Math.min(12, bar >> 1))
    },
  }
}

function twoBarsFrom(editor: Editor, frame: number): number | undefined {
  const { beats, isTrusted } = editor.grid()
  const bar = beatAt(editor.grid(), frame)?.bar
  if (!isTrusted || bar === undefined) return undefined
  const end = beats.find((beat) => beat.bar === bar + 2)
  return end === undefined ? undefined : end.frame - frame
}

function movingCommands(editor: Editor, here: () => number, seek: (frame: number) => void) {
  const { settled } = editor
  const to = (frame: number) => seek(Math.min(settled().lengthFrames - 1, Math.max(0, frame)))
  const toClip = (clip: number) => {
    const index = Math.min(settled().clips.length - 1, Math.max(0, clip))
    to(settled().clips[index]?.startFrame ?? 0)
    return index
  }
  return {
    step: (frames: number) => to(here() + frames),
    stepBeat: (direction: 1 | -1) => {
      const { beats } = editor.grid()
      const next = firstFrom(beats, (beat) => beat.frame, direction > 0 ? here() + 1 : here())
      to(beats[direction > 0 ? next : next - 1]?.frame ?? here() + direction * settled().frameRate)
    },
    stepPart: (direction: 1 | -1) => {
      const starts = editor.grid().parts.map((part) => part.startFrame)
      const found =
        direction > 0 ? starts.find((start) => start > here()) : starts.findLast((start) => start < here())
      to(found ?? (direction > 0 ? settled().lengthFrames - 1 : 0))
    },
    /** Chooses the next or previous clip and goes to its beginning; with `extend` those before stay chosen. */
    stepClip: (direction: 1 | -1, extend: boolean) => {
      const selection = editor.selection()
      const chosen = clipsOf(selection)
      const under = clipIndexAt(settled(), here())
      const edge = direction > 0 ? chosen.at(-1) : chosen[0]
      const from = edge ?? (direction > 0 ? under - 1 : under + 1)
      const index = toClip(from + direction)
      editor.choose(extend && chosen.length > 0 ? someClips([...chosen, index]) : oneClip(index))
    },
    toStart: () => to(0),
    toEnd: () => to(settled().lengthFrames - 1),
    chooseAll: () => editor.choose(someClips(settled().clips.map((_, i) => i))),
    chooseNone: () => editor.choose(nothing),
  }
}
