/** The keys of the desk: what each does, in words and in deed. */
import { endLine, joinLines, nudgeLine, removeLine, swapLines } from '#core/lyrics/edit.ts'
import type { KeyLine } from '../ui/KeysDialog.tsx'
import type { Desk } from './desk.ts'

/** Every key there is, as the page lists them. */
export const deskKeys: readonly KeyLine[] = [
  { keys: ['Space', 'Enter'], words: 'Tap the next line or word, while it plays' },
  { keys: ['Space'], words: 'Play, while it stands still' },
  { keys: ['P'], words: 'Play or pause' },
  { keys: ['Backspace'], words: 'Take the last tap back' },
  { keys: ['E'], words: 'End the line that is sung' },
  { keys: ['R'], words: 'Hear the line again' },
  { keys: ['H'], words: 'Half speed' },
  { keys: ['W'], words: 'Tap words instead of lines' },
  { keys: ['↑', '↓'], words: 'Choose another line' },
  { keys: ['←', '→'], words: 'Nudge by 10 ms, with Shift by 100 ms' },
  { keys: ['Alt ↑', 'Alt ↓'], words: 'Move the line up or down' },
  { keys: ['J'], words: 'Join with the next line' },
  { keys: ['Delete'], words: 'Take the line out' },
  { keys: ['Ctrl Z', 'Ctrl Y'], words: 'Undo, redo' },
  { keys: ['Enter'], words: 'In a text: split the line at the cursor' },
]

/** Seconds that are heard before a line when it is heard again. */
const leadSeconds = 1.2

/** Plays a line again, from a little before it. */
export function replayLine(desk: Desk, at: number): void {
  const line = desk.lines()[at]
  if (line === undefined) return
  desk.clock.seek(Math.max(0, line.startSeconds - leadSeconds))
  if (!desk.clock.playing()) desk.clock.toggle()
}

/** Plays or pauses. The first time it plays from a little before the line that is tapped next. */
export function togglePlaying(desk: Desk): void {
  const before = desk.lines()[desk.at() - 1]
  if (!desk.clock.touched() && before !== undefined)
    desk.clock.seek(Math.max(0, before.startSeconds - leadSeconds))
  desk.clock.toggle()
}

/** Does what a key is for; answers whether it is for something. */
export function pressKey(desk: Desk, event: KeyboardEvent, speeds: { readonly toggle: () => void }): boolean {
  if (event.ctrlKey || event.metaKey) return pressWithControl(desk, event)
  const { clock } = desk
  switch (event.key) {
    case ' ':
    case 'Enter':
      if (clock.playing()) desk.tap()
      else if (event.key === ' ') togglePlaying(desk)
      else return false
      return true
    case 'Backspace':
      desk.undo()
      return true
    case 'p':
      togglePlaying(desk)
      return true
    case 'r':
      replayLine(desk, desk.at())
      return true
    case 'e':
      desk.change((sheet) => endLine(sheet, sungNow(desk), clock.seconds()))
      return true
    case 'h':
      speeds.toggle()
      return true
    case 'w':
      desk.setMode(desk.mode() === 'lines' ? 'words' : 'lines')
      return true
    default:
      return pressOnLine(desk, event)
  }
}

/** The last line that has begun, which is the one that can end. */
function sungNow({ clock, lines }: Desk): number {
  return lines().findLastIndex(({ startSeconds }) => startSeconds <= clock.seconds())
}

function pressWithControl(desk: Desk, event: KeyboardEvent): boolean {
  if (event.key === 'y' || (event.key.toLowerCase() === 'z' && event.shiftKey)) desk.redo()
  else if (event.key === 'z') desk.undo()
  else return false
  return true
}

function pressOnLine(desk: Desk, event: KeyboardEvent): boolean {
  const at = desk.at()
  const by = event.key === 'ArrowUp' ? -1 : 1
  switch (event.key) {
    case 'ArrowUp':
    case 'ArrowDown':
      if (event.altKey) desk.change(({ lines }) => swapLines(lines, Math.min(at, at + by)))
      desk.choose(at + by)
      return true
    case 'ArrowLeft':
    case 'ArrowRight': {
      const seconds = (event.key === 'ArrowLeft' ? -1 : 1) * (event.shiftKey ? 0.1 : 0.01)
      desk.change((sheet) => nudgeLine(sheet, at, seconds), `nudge ${at}`)
      return true
    }
    case 'j':
      desk.change(({ lines }) => joinLines(lines, at))
      return true
    case 'Delete':
      desk.change(({ lines }) => removeLine(lines, at))
      return true
    default:
      return false
  }
}
