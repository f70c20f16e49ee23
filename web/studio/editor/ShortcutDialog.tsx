import { For } from 'solid-js'
import { Dialog } from '../../ui/Dialog.tsx'
import { keyWords, type Shortcut, shortcuts } from './shortcuts.ts'
import './shortcuts.css'

const groups: readonly Shortcut['group'][] = ['Play', 'Move', 'Choose', 'Cut', 'Music', 'View']
const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** Every key there is, by what it is for. */
export function ShortcutDialog(props: { readonly onClose: () => void }) {
  return (
    <Dialog
      open
      title="Keys"
      text="They work wherever no text is being typed."
      onClose={() => props.onClose()}
    >
      <div class="shortcut-groups">
        <For each={groups}>
          {(group) => (
            <section>
              <h3 class="label">{group}</h3>
              <dl class="shortcut-list">
                <For each={shortcuts.filter((shortcut) => shortcut.group === group)}>
                  {(shortcut) => (
                    <div>
                      <dt>{shortcut.words}</dt>
                      <dd>
                        <For each={shortcut.keys}>{(key) => <kbd>{keyWords(key, isMac)}</kbd>}</For>
                      </dd>
                    </div>
                  )}
                </For>
              </dl>
            </section>
          )}
        </For>
        <section>
          <h3 class="label">With a pointer</h3>
          <dl class="shortcut-list">
            <For each={gestures}>
              {([words, keys]) => (
                <div>
                  <dt>{words}</dt>
                  <dd>
                    <kbd>{keys}</kbd>
                  </dd>
                </div>
              )}
            </For>
          </dl>
        </section>
      </div>
    </Dialog>
  )
}

const mod = isMac ? '⌘' : 'Ctrl'
const gestures: readonly (readonly [words: string, keys: string])[] = [
  ['Be free of snapping while dragging', `${mod} held`],
  ['Slip a film under its clip', `${isMac ? '⌥' : 'Alt'} drag`],
  ['Bring clips with their lengths', 'Shift at the drop'],
  ['Draw a range', 'Shift drag on the song'],
  ['Zoom', `${mod} wheel, or two fingers`],
  ['Scroll', 'Wheel, or one finger'],
]
