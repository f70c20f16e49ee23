/** Every key of the editor: what it does in words, and which keys do it. One table, so that `?` never lies. */

/** What a key does. */
export type Shortcut = {
  readonly id: ShortcutId
  readonly group: 'Play' | 'Move' | 'Cut' | 'Choose' | 'Music' | 'View'
  readonly words: string
  /** Keys that do it, the first one shown. `mod` is Command on a Mac and Ctrl elsewhere. */
  readonly keys: readonly string[]
}

const table = {
  'play-pause': ['Play', 'Play or pause', 'space', 'k'],
  'play-back': ['Play', 'Play backwards, again for faster', 'j'],
  'play-on': ['Play', 'Play on, again for faster', 'l'],
  'frame-back': ['Move', 'A frame back', 'arrowleft'],
  'frame-on': ['Move', 'A frame on', 'arrowright'],
  'beat-back': ['Move', 'A beat back', 'shift+arrowleft'],
  'beat-on': ['Move', 'A beat on', 'shift+arrowright'],
  'part-back': ['Move', 'To the part before', 'pageup'],
  'part-on': ['Move', 'To the next part', 'pagedown'],
  start: ['Move', 'To the beginning', 'home'],
  end: ['Move', 'To the end', 'end'],
  'clip-back': ['Choose', 'The clip before', 'arrowup'],
  'clip-on': ['Choose', 'The next clip', 'arrowdown'],
  'clip-back-too': ['Choose', 'The clip before, too', 'shift+arrowup'],
  'clip-on-too': ['Choose', 'The next clip, too', 'shift+arrowdown'],
  all: ['Choose', 'All clips', 'mod+a'],
  none: ['Choose', 'Nothing', 'escape'],
  in: ['Choose', 'The range begins here', 'i'],
  out: ['Choose', 'The range ends here', 'o'],
  'no-range': ['Choose', 'No range', 'x'],
  split: ['Cut', 'Split at the playhead', 's'],
  remove: ['Cut', 'Remove; the clip before takes the time', 'delete', 'backspace'],
  'trim-start': ['Cut', 'Begin the clip here', '['],
  'trim-end': ['Cut', 'End the clip here; the last one ends the video', ']'],
  'nudge-back': ['Cut', 'Move the cut, the words or the beat a frame back', ',', 'alt+arrowleft'],
  'nudge-on': ['Cut', 'Move them a frame on', '.', 'alt+arrowright'],
  copy: ['Cut', 'Copy', 'mod+c'],
  'cut-out': ['Cut', 'Cut out', 'mod+x'],
  paste: ['Cut', 'Paste over what is here', 'mod+v'],
  duplicate: ['Cut', 'Duplicate', 'mod+d'],
  replace: ['Cut', 'Replace the picture', 'r'],
  title: ['Cut', 'Add a title here', 't'],
  undo: ['Cut', 'Undo', 'mod+z'],
  redo: ['Cut', 'Do again', 'mod+shift+z', 'mod+y'],
  save: ['Cut', 'Save at once; it saves by itself, too', 'mod+s'],
  'pace-4': ['Music', 'Cut this part every 4 beats', '1'],
  'pace-2': ['Music', 'Cut this part every 2 beats', '2'],
  'pace-1': ['Music', 'Cut this part on every beat', '3'],
  'pace-half': ['Music', 'Cut this part every half beat', '4'],
  'pace-phrase': ['Music', 'Cut this part once a phrase', '5'],
  beats: ['Music', 'Edit the beats; then: tap along', 'b'],
  snap: ['Music', 'Snap to beats, bars, parts, or be free', 'n'],
  'zoom-in': ['View', 'Nearer', '+', '='],
  'zoom-out': ['View', 'Farther', '-'],
  'zoom-whole': ['View', 'The whole video', '0'],
  'zoom-chosen': ['View', 'What is chosen', 'z'],
  frame: ['View', 'Set the camera on the picture', 'f'],
  help: ['View', 'All keys', '?'],
} as const satisfies Record<string, readonly [Shortcut['group'], string, string, ...string[]]>

/** The name of what a key does. */
export type ShortcutId = keyof typeof table

/** The table as a list. */
export const shortcuts: readonly Shortcut[] = Object.entries(table).map(([id, [group, words, ...keys]]) => ({
  // The entries of a table are named by its keys.
  id: id as ShortcutId,
  group,
  words,
  keys,
}))

const byKey = new Map(shortcuts.flatMap(({ id, keys }) => keys.map((key) => [key, id] as const)))

/** What a key press says, as `shortcuts` writes it. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** What a key press does; `undefined` for keys that are not ours. */
export function shortcutOf(press: KeyPress): ShortcutId | undefined {
  const key = press.key === ' ' ? 'space' : press.key.toLowerCase()
  const isSign = key.length === 1 && !/[a-z]/.test(key)
  const held = [
    press.ctrlKey || press.metaKey ? 'mod+' : '',
    press.altKey ? 'alt+' : '',
    // A sign such as `?` or `+` needs Shift on some keyboards and not on others.
    press.shiftKey && !isSign ? 'shift+' : '',
  ].join('')
  return byKey.get(`${held}${key}`)
}

const keyNames: Readonly<Record<string, string>> = {
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  pageup: 'Page Up',
  pagedown: 'Page Down',
  space: 'Space',
  escape: 'Esc',
  delete: 'Delete',
  backspace: 'Backspace',
  home: 'Home',
  end: 'End',
  shift: 'Shift',
}

/** A key as a person knows it: `Ctrl Z`, on a Mac `⌘ Z`. */
export function keyWords(key: string, isMac: boolean): string {
  const parts = key === '+' ? ['+'] : key.split('+')
  return parts
    .map((part) => {
      if (part === 'mod') return isMac ? '⌘' : 'Ctrl'
      if (part === 'alt') return isMac ? '⌥' : 'Alt'
      return keyNames[part] ?? part.toUpperCase()
    })
    .join(' ')
}

/** The first key of a shortcut, for a hint where it works. */
export function hintOf(id: ShortcutId): string {
  const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)
  return keyWords(table[id][2], isMac)
}
