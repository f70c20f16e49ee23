import { For } from 'solid-js'
import { Dialog } from '../ui/Dialog.tsx'
import { deskKeys } from './keys.ts'

/** Every key of the desk. */
export function KeysDialog(props: { readonly onClose: () => void }) {
  return (
    <Dialog
      open
      title="Keys"
      text="They work wherever no text is being typed."
      onClose={() => props.onClose()}
    >
      <dl class="desk-keys">
        <For each={deskKeys}>
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
    </Dialog>
  )
}
