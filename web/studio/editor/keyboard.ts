/** The keys of the editor: what each does, wherever on the page the focus is and no text is being typed. */
import { onCleanup, onMount } from 'solid-js'
import type { BeatCommands } from './beat-commands.ts'
import type { Commands } from './commands.ts'
import type { Editor } from './editor.ts'
import { createFocusSource } from './focus-source.ts'
import type { Playback } from './playback.ts'
import { saveWords } from './save-words.ts'
import type { Saving } from './saving.ts'
import { clipsOf } from './selection.ts'
import { type ShortcutId, shortcutOf } from './shortcuts.ts'
import { nextSnap } from './Transport.tsx'
import type { TimelineView } from './timeline-view.ts'
import type { UiState } from './ui-state.ts'

/** What keys work on. */
export type KeyWorld = {
  readonly editor: Editor
  readonly playback: Playback
  readonly commands: Commands
  readonly beats: BeatCommands
  readonly place: TimelineView
  readonly saving: Saving
  readonly ui: UiState
}

/** Listens to the keys for as long as the editor is there. */
export function createKeyboard(world: KeyWorld): void {
  const actions = actionsOf(world)
  const isFocusByPointer = createFocusSource()
  let isSpaceOurs = false
  const onKeyDown = (event: KeyboardEvent) => {
    isSpaceOurs = false
    if (event.defaultPrevented || isTyping(event)) return
    const id = shortcutOf(event)
    if (id === undefined || needsKey(event.target, event.key, isFocusByPointer())) return
    event.preventDefault()
    isSpaceOurs = event.key === ' '
    actions[id]()
  }
  // Some browsers press a button when the key comes up, whatever became of it on its way down.
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key === ' ' && isSpaceOurs) event.preventDefault()
  }
  onMount(() => {
    document.addEventListener('keydown', onKeyDown)
    document.addEventListener('keyup', onKeyUp)
  })
  onCleanup(() => {
    document.removeEventListener('keydown', onKeyDown)
    document.removeEventListener('keyup', onKeyUp)
  })
}

/** Keys that move something along: a slider, an answer, a list. */
const movingKeys = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
])

function isTyping({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role=dialog], [role=alertdialog], [role=menu]') !== null) return true
  if (target instanceof HTMLInputElement) return !['range', 'radio', 'color', 'file'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target.isContentEditable
}

/** Whether what has the focus needs a key for itself. What was only clicked leaves all of them to the editor. */
function needsKey(target: EventTarget | null, key: string, isFocusByPointer: boolean): boolean {
  if (!(target instanceof HTMLElement) || target.closest('.editor-clip-list') !== null) return false
  const isMoved = target.closest('input[type=range], [aria-haspopup], [role=listbox]') !== null
  if (isMoved) return key === ' ' || movingKeys.has(key)
  if (isFocusByPointer) return false
  if (movingKeys.has(key)) return target.closest('input, [role=radiogroup]') !== null
  return key === ' ' && target.closest('button, input, a') !== null
}

function actionsOf(world: KeyWorld): Readonly<Record<ShortcutId, () => void>> {
  return { ...movingActions(world), ...editingActions(world), ...lookingActions(world) }
}

/** Faster each time, in the same direction. */
const fasterSteps = [1, 2, 4, 8]

function shuttled({ playback }: KeyWorld, direction: 1 | -1): void {
  const rate = playback.playing() ? playback.rate() * direction : 0
  const next = fasterSteps.find((step) => step > rate) ?? 8
  playback.playAt(direction * (rate > 0 ? next : 1))
}

function movingActions(world: KeyWorld) {
  const { commands, playback } = world
  return {
    'play-pause': () => playback.toggle(),
    'play-back': () => shuttled(world, -1),
    'play-on': () => shuttled(world, 1),
    'frame-back': () => commands.step(-1),
    'frame-on': () => commands.step(1),
    'beat-back': () => commands.stepBeat(-1),
    'beat-on': () => commands.stepBeat(1),
    'part-back': () => commands.stepPart(-1),
    'part-on': () => commands.stepPart(1),
    start: () => commands.toStart(),
    end: () => commands.toEnd(),
    'clip-back': () => commands.stepClip(-1, false),
    'clip-on': () => commands.stepClip(1, false),
    'clip-back-too': () => commands.stepClip(-1, true),
    'clip-on-too': () => commands.stepClip(1, true),
    all: () => commands.chooseAll(),
    none: () => stepOut(world),
    in: () => commands.markIn(),
    out: () => commands.markOut(),
    'no-range': () => commands.clearRange(),
  }
}

/** Out of the innermost thing first: the camera, the beats, then what is chosen. */
function stepOut({ editor, commands, ui, beats }: KeyWorld): void {
  if (ui.framing()) ui.setFraming(false)
  else if (editor.editsBeats()) {
    beats.forgetTaps()
    editor.setEditsBeats(false)
  } else commands.chooseNone()
}

/** Whoever is used to it saves by a key; here it only says what has happened by itself, or hurries it. */
async function saveNow({ editor, saving }: KeyWorld): Promise<void> {
  await saving.settled()
  editor.say(saveWords(saving.state(), saving.isKept()).more)
}

function editingActions(world: KeyWorld) {
  const { editor, commands, beats, ui, playback } = world
  const nudge = (byFrames: number) => (editor.editsBeats() ? beats.nudge(byFrames) : commands.nudge(byFrames))
  return {
    save: () => void saveNow(world),
    split: () => commands.split(),
    remove: () => (editor.selection().kind === 'beat' ? void beats.remove() : commands.remove()),
    'trim-start': () => commands.trimTo('start'),
    'trim-end': () => commands.trimTo('end'),
    'nudge-back': () => nudge(-1),
    'nudge-on': () => nudge(1),
    copy: () => commands.copy(),
    'cut-out': () => commands.cutOut(),
    paste: () => commands.paste(),
    duplicate: () => commands.duplicate(),
    replace: () => ui.open('pictures'),
    title: () => commands.addTitle(),
    undo: () => editor.undo(),
    redo: () => editor.redo(),
    'pace-4': () => commands.setPace(4),
    'pace-2': () => commands.setPace(2),
    'pace-1': () => commands.setPace(1),
    'pace-half': () => commands.setPace(0.5),
    'pace-phrase': () => commands.setPace('phrase'),
    beats: () => {
      if (editor.editsBeats() && playback.playing()) beats.tap()
      else editor.setEditsBeats(!editor.editsBeats())
    },
    snap: () => editor.setSnapMode(nextSnap(editor.snapMode())),
  }
}

function lookingActions({ editor, place, ui }: KeyWorld) {
  return {
    'zoom-in': () => place.zoom(1.6),
    'zoom-out': () => place.zoom(1 / 1.6),
    'zoom-whole': () => place.showWhole(),
    'zoom-chosen': () => {
      const { clips } = editor.settled()
      const chosen = clipsOf(editor.selection())
      const [first, last] = [clips[chosen[0] ?? -1], clips[chosen.at(-1) ?? -1]]
      const range = editor.range()
      const startFrame = first?.startFrame ?? range?.startFrame
      const endFrame = last === undefined ? range?.endFrame : last.startFrame + last.lengthFrames
      if (startFrame === undefined || endFrame === undefined) return
      const air = (endFrame - startFrame) * 0.15
      place.show({ fromFrame: startFrame - air, toFrame: endFrame + air })
    },
    frame: () => ui.setFraming(!ui.framing()),
    help: () => ui.setHelpOpen(true),
  }
}
