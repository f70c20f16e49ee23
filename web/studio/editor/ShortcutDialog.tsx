import { type KeyGroup, KeysDialog } from '../../ui/KeysDialog.tsx'
import { keyWords, type Shortcut, shortcuts } from './shortcuts.ts'

const groups: readonly Shortcut['group'][] = ['Play', 'Move', 'Choose', 'Cut', 'Music', 'View']
const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)
const mod = isMac ? '⌘' : 'Ctrl'

const withPointer: KeyGroup = {
  heading: 'With a pointer',
  lines: [
    { words: 'Be free of snapping while dragging', keys: [`${mod} held`] },
    {
      words: 'Slip a film under its clip',
      keys: [`${isMac ? '⌥' : 'Alt'} drag, or two fingers on a chosen film`],
    },
    { words: 'Bring clips with their lengths', keys: ['Shift at the drop'] },
    { words: 'Draw a range', keys: ['Shift drag on the song'] },
    { words: 'Zoom', keys: [`${mod} wheel, or two fingers`] },
    { words: 'Scroll', keys: ['Wheel, or one finger'] },
  ],
}

/** Every key of the editor, and what a pointer does there. */
export function ShortcutDialog(props: { readonly onClose: () => void }) {
  const byGroup = groups.map((heading) => ({
    heading,
    lines: shortcuts
      .filter(({ group }) => group === heading)
      .map(({ words, keys }) => ({ words, keys: keys.map((key) => keyWords(key, isMac)) })),
  }))
  return <KeysDialog groups={[...byGroup, withPointer]} onClose={() => props.onClose()} />
}
