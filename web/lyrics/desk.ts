/** The desk at which words are worked on: the lines, what was done to them, where the next tap goes, and saving. */
import { type Accessor, createSignal } from 'solid-js'
import { type Sheet, tapLine, tapWord } from '#core/lyrics/edit.ts'
import type { LyricLine, Lyrics } from '#core/lyrics/lyrics.ts'
import { wordsOf } from '#core/lyrics/words.ts'
import type { SaveState } from '../api/autosave.ts'
import { getLyrics } from '../api/calls.ts'
import type { Sound } from '../player/clock.ts'
import { sayError } from '../ui/toast.ts'
import { createMoments, firstGuess, type Moment } from './moments.ts'
import { createRestoring, type Restoring } from './restoring.ts'
import { createLyricsSaving } from './saving.ts'

/** What a tap gives a time to. */
export type TapMode = 'lines' | 'words'

/** The desk. `at` is the line that is chosen and tapped next; `word` its word that is tapped next. */
export type Desk = {
  readonly songId: string
  readonly songSeconds: number
  readonly clock: Sound
  readonly lyrics: Accessor<Lyrics>
  readonly lines: Accessor<readonly LyricLine[]>
  readonly at: Accessor<number>
  readonly word: Accessor<number>
  readonly mode: Accessor<TapMode>
  readonly saveState: Accessor<SaveState>
  /** Whether this browser keeps what is not saved yet. */
  readonly isKept: Accessor<boolean>
  readonly etag: () => string
  /** What the last tab had not saved. */
  readonly restoring: Restoring
  readonly choose: (at: number) => void
  readonly setMode: (mode: TapMode) => void
  /** Does one thing to the lines; `undo` takes it back. A rewrite of one line is one thing, however many letters. */
  readonly change: (edit: (sheet: Sheet) => readonly LyricLine[], key?: string) => void
  /** The next line or word begins now. */
  readonly tap: () => void
  /** Takes the last thing back; after a tap, that line is next again. */
  readonly undo: () => void
  readonly redo: () => void
  readonly canUndo: Accessor<boolean>
  readonly canRedo: Accessor<boolean>
  /** Shows words that the server keeps already, such as those of a file. `undo` brings back what was there. */
  readonly take: (lyrics: Lyrics, etag: string) => void
  /** Answers once everything is saved, whether it is. */
  readonly settled: () => Promise<boolean>
  readonly keepMine: () => Promise<void>
  readonly takeTheirs: () => Promise<void>
}

/** Opens the desk on words that were read at a version. */
export function createDesk(input: {
  readonly songId: string
  readonly songSeconds: number
  readonly lyrics: Lyrics
  readonly etag: string
  readonly clock: Sound
}): Desk {
  const { songId, songSeconds, clock } = input
  const moments = createMoments(input.lyrics)
  const [mode, setMode] = createSignal<TapMode>('lines')
  // What another tab saved is shown here too, where nothing is unsaved.
  const saving = createLyricsSaving({
    songId,
    etag: input.etag,
    onOtherTab: () => void withTheirs(songId, (...theirs) => saving.autosave.isUnsaved() || take(...theirs)),
  })
  const lyrics = () => moments.now().lyrics
  const sheet = (): Sheet => ({ lines: lyrics().lines, songSeconds })
  const put = ({ lines, at, word }: Tapped, key?: string) => {
    if (lines === lyrics().lines) return
    moments.go({ lyrics: { ...lyrics(), lines: [...lines] }, at, word }, key)
    saving.autosave.changed(lyrics())
  }
  const take = (next: Lyrics, etag: string) => {
    moments.go({ lyrics: next, at: firstGuess(next), word: 0 })
    saving.startFrom(etag)
  }
  const shown = (moment: Moment | undefined) => {
    if (moment !== undefined) saving.autosave.changed(moment.lyrics)
  }
  return {
    songId,
    songSeconds,
    clock,
    lyrics,
    lines: () => lyrics().lines,
    at: () => moments.now().at,
    word: () => moments.now().word,
    mode,
    saveState: saving.state,
    isKept: saving.isKept,
    restoring: createRestoring({ opened: input.lyrics, moments, saving }),
    etag: saving.autosave.etag,
    choose: (at) => moments.place(at, 0),
    setMode: (next) => {
      setMode(next)
      moments.place(moments.now().at, 0)
    },
    change: (edit, key) => put({ ...moments.now(), lines: edit(sheet()) }, key),
    tap: () => put(tapped(sheet(), moments.now(), { mode: mode(), seconds: clock.seconds() })),
    undo: () => shown(moments.undo()),
    redo: () => shown(moments.redo()),
    canUndo: moments.canUndo,
    canRedo: moments.canRedo,
    take,
    settled: saving.settled,
    keepMine: async () => await withTheirs(songId, (_theirs, etag) => saving.keepMine(lyrics(), etag)),
    takeTheirs: async () => await withTheirs(songId, take),
  }
}

/** The lines after a tap, and where the next one goes. */
type Tapped = { readonly lines: readonly LyricLine[]; readonly at: number; readonly word: number }

function tapped(
  sheet: Sheet,
  { at, word }: Pick<Moment, 'at' | 'word'>,
  tap: { readonly mode: TapMode; readonly seconds: number },
): Tapped {
  const { lines } = sheet
  const line = lines[at]
  if (line === undefined) return { lines, at, word }
  const seconds = Math.round(tap.seconds * 1000) / 1000
  if (tap.mode === 'lines') return { lines: tapLine(sheet, at, seconds), at: at + 1, word: 0 }
  const isLast = word + 1 >= wordsOf(line.text).length
  return {
    lines: tapWord(sheet, { at, word }, seconds),
    at: isLast ? at + 1 : at,
    word: isLast ? 0 : word + 1,
  }
}

async function withTheirs(songId: string, use: (lyrics: Lyrics, etag: string) => void): Promise<void> {
  try {
    const { value, etag } = await getLyrics(songId)
    use(value, etag)
  } catch (error) {
    await sayError(error)
  }
}
