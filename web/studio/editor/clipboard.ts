/** Copying, pasting and doubling on the timeline: clips, or a title. */
import { piecesBetween } from '#core/timeline/edit/arranging.ts'
import { clipIndexAt, type Piece } from '#core/timeline/edit/pieces.ts'
import type { Timeline, Title } from '#core/timeline/timeline.ts'
import { counted } from '../../ui/words.ts'
import type { Editor } from './editor.ts'
import { clipsOf, nothing, someClips } from './selection.ts'

/** What can be copied, as it is kept until the next time. */
type Copied =
  | { readonly kind: 'clips'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'title'; readonly title: Title }

/** What was copied last, in this tab. */
let copied: Copied | undefined

const noRoom = 'There is no room before the end of the video'

/** Said where words that are seen at once would be too many. */
export const noMoreTitles = 'No more titles can be seen at once here'

/** The commands of the clipboard. `seek` moves the playhead. */
export function clipboardCommands(editor: Editor, here: () => number, seek: (frame: number) => void) {
  const { settled } = editor
  /** Puts what was copied on the video from a frame on. */
  const put = (frame: number, what: Copied, words: string) => {
    const refusal =
      what.kind === 'title'
        ? putTitle(editor, { ...what.title, startFrame: frame }, words)
        : putClips(editor, frame, what.pieces, words)
    if (refusal !== undefined) editor.say(refusal)
    // After clips the next ones can follow; words are only coming on their first frame, and are read a little later.
    else if (what.kind === 'clips') seek(Math.min(settled().lengthFrames - 1, frame + lengthOf(what)))
    else seek(frame + Math.min(12, what.title.lengthFrames >> 1))
  }
  const copy = (): Copied | undefined => {
    const chosen = chosenIn(editor)
    copied = chosen ?? copied
    editor.say(chosen === undefined ? 'Choose clips or a title first' : `Copied ${wordsOf(chosen)}`)
    return chosen
  }
  return {
    copy: () => void copy(),
    cutOut: () => {
      const selection = editor.selection()
      const taken = copy()
      if (taken === undefined) return
      const words = `Cut out ${wordsOf(taken)}`
      const edit =
        selection.kind === 'title'
          ? ({ kind: 'remove-title', index: selection.title } as const)
          : ({ kind: 'remove', clips: clipsOf(selection) } as const)
      if (!editor.do(edit, { words, choose: nothing })) editor.say('Copied; the last clip stays')
    },
    paste: () => {
      if (copied === undefined) editor.say('Nothing was copied yet')
      else put(here(), copied, `Pasted ${wordsOf(copied)}`)
    },
    /** What is chosen, once more after itself. */
    duplicate: () => {
      const chosen = chosenIn(editor)
      if (chosen === undefined) editor.say('Choose clips or a title first')
      else put(endOf(editor, chosen), chosen, `Duplicated ${wordsOf(chosen)}`)
    },
  }
}

function chosenIn(editor: Editor): Copied | undefined {
  const selection = editor.selection()
  const timeline = editor.settled()
  const title = selection.kind === 'title' ? timeline.titles[selection.title] : undefined
  if (title !== undefined) return { kind: 'title', title }
  const clips = clipsOf(selection)
  return clips.length === 0 ? undefined : { kind: 'clips', pieces: piecesOf(timeline, clips) }
}

function piecesOf(timeline: Timeline, clips: readonly number[]): readonly Piece[] {
  return clips.flatMap((index) => {
    const clip = timeline.clips[index]
    if (clip === undefined) return []
    return piecesBetween(timeline, clip.startFrame, clip.startFrame + clip.lengthFrames)
  })
}

function wordsOf(what: Copied): string {
  return what.kind === 'title' ? 'the title' : counted(what.pieces.length, 'clip')
}

function lengthOf(what: Copied): number {
  if (what.kind === 'title') return what.title.lengthFrames
  return what.pieces.reduce((sum, piece) => sum + piece.lengthFrames, 0)
}

/** Where what is chosen ends. */
function endOf(editor: Editor, chosen: Copied): number {
  if (chosen.kind === 'title') return chosen.title.startFrame + chosen.title.lengthFrames
  const last = editor.settled().clips[clipsOf(editor.selection()).at(-1) ?? -1]
  return last === undefined ? 0 : last.startFrame + last.lengthFrames
}

/** Answers why it could not be put there. */
function putTitle(editor: Editor, title: Title, words: string): string | undefined {
  const { titles, lengthFrames } = editor.settled()
  if (title.startFrame >= lengthFrames) return noRoom
  const choose = { kind: 'title', title: titles.length } as const
  return editor.do({ kind: 'add-title', title }, { words, choose }) ? undefined : noMoreTitles
}

/** Answers why they could not be put there. */
function putClips(
  editor: Editor,
  frame: number,
  pieces: readonly Piece[],
  words: string,
): string | undefined {
  const { settled } = editor
  const length = pieces.reduce((sum, piece) => sum + piece.lengthFrames, 0)
  if (!editor.do({ kind: 'overwrite', frame, pieces }, { words })) return noRoom
  const first = clipIndexAt(settled(), frame)
  const last = clipIndexAt(settled(), Math.min(settled().lengthFrames, frame + length) - 1)
  editor.choose(someClips(Array.from({ length: last - first + 1 }, (_, i) => first + i)))
  return undefined
}
