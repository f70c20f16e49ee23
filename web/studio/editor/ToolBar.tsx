import AudioLines from 'lucide-solid/icons/audio-lines'
import Captions from 'lucide-solid/icons/captions'
import Drum from 'lucide-solid/icons/drum'
import ImageIcon from 'lucide-solid/icons/image'
import Scissors from 'lucide-solid/icons/scissors'
import SlidersHorizontal from 'lucide-solid/icons/sliders-horizontal'
import Trash from 'lucide-solid/icons/trash'
import Type from 'lucide-solid/icons/type'
import { For, type JSX } from 'solid-js'
import type { Commands } from './commands.ts'
import type { Editor } from './editor.ts'
import type { Tab, UiState } from './ui-state.ts'
import './tool-bar.css'

const icons: Readonly<Record<Tab, () => JSX.Element>> = {
  part: () => <AudioLines aria-hidden="true" />,
  clip: () => <SlidersHorizontal aria-hidden="true" />,
  pictures: () => <ImageIcon aria-hidden="true" />,
  titles: () => <Type aria-hidden="true" />,
  captions: () => <Captions aria-hidden="true" />,
  beats: () => <Drum aria-hidden="true" />,
}

/** On a phone: everything a thumb needs, in one row at the bottom. */
export function ToolBar(props: {
  readonly tabs: readonly { readonly tab: Tab; readonly name: string }[]
  readonly ui: UiState
  readonly commands: Commands
  readonly editor: Editor
}) {
  return (
    <div class="tool-bar" role="toolbar" aria-label="Tools">
      <button type="button" class="tool" onClick={() => props.commands.split()}>
        <Scissors aria-hidden="true" />
        Split
      </button>
      <button
        type="button"
        class="tool"
        disabled={props.editor.selection().kind === 'nothing'}
        onClick={() => props.commands.remove()}
      >
        <Trash aria-hidden="true" />
        Remove
      </button>
      <For each={props.tabs}>
        {({ tab, name }) => (
          <button
            type="button"
            class="tool"
            aria-pressed={props.ui.sheetOpen() && props.ui.tab() === tab}
            onClick={() =>
              props.ui.sheetOpen() && props.ui.tab() === tab ? props.ui.closeSheet() : props.ui.open(tab)
            }
          >
            {icons[tab]()}
            {name}
          </button>
        )}
      </For>
    </div>
  )
}
