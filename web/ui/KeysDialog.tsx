import { For } from 'solid-js'
import { Dialog } from './Dialog.tsx'
import './keys-dialog.css'

/** Keys that do one thing, in the words of this machine's keyboard. */
export type KeyLine = { readonly keys: readonly string[]; readonly words: string }

/** Lines under one heading; a page with few keys needs none. */
export type KeyGroup = { readonly heading?: string; readonly lines: readonly KeyLine[] }

/** Every key of a page, by what it is for. */
export function KeysDialog(props: { readonly groups: readonly KeyGroup[]; readonly onClose: () => void }) {
  return (
    <Dialog
      open
      title="Keys"
      text="They work wherever no text is being typed."
      onClose={() => props.onClose()}
    >
      <div class="key-groups" data-many={props.groups.length > 1 ? '' : undefined}>
        <For each={props.groups}>
          {({ heading, lines }) => (
            <section>
              {heading !== undefined && <h3 class="label">{heading}</h3>}
              <dl class="key-list">
                <For each={lines}>
                  {({ keys, words }) => (
                    <div>
                      <dt>{words}</dt>
                      <dd>
                        <For each={keys}>{(key) => <kbd>{key}</kbd>}</For>
                      </dd>
                    </div>
                  )}
                </For>
              </dl>
            </section>
          )}
        </For>
      </div>
    </Dialog>
  )
}
