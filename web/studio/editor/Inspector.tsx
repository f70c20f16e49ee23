import X from 'lucide-solid/icons/x'
import { For, Match, Switch } from 'solid-js'
import type { LoadedHandle } from '../../api/loaded.ts'
import type { Media } from '../../api/shapes.ts'
import { IconButton } from '../../ui/Button.tsx'
import type { BeatCommands } from './beat-commands.ts'
import type { Commands } from './commands.ts'
import type { Editor } from './editor.ts'
import { BeatsPanel } from './panels/BeatsPanel.tsx'
import { CaptionsPanel } from './panels/CaptionsPanel.tsx'
import { ClipPanel } from './panels/ClipPanel.tsx'
import { PartPanel } from './panels/PartPanel.tsx'
import { PicturesPanel } from './panels/PicturesPanel.tsx'
import { TitlesPanel } from './panels/TitlesPanel.tsx'
import type { Playback } from './playback.ts'
import type { Tab, UiState } from './ui-state.ts'
import './inspector.css'

/** The groups of choices in their order, with their names. */
export const tabs: readonly { readonly tab: Tab; readonly name: string }[] = [
  { tab: 'part', name: 'Part' },
  { tab: 'clip', name: 'Clip' },
  { tab: 'pictures', name: 'Pictures' },
  { tab: 'titles', name: 'Titles' },
  { tab: 'captions', name: 'Captions' },
  { tab: 'beats', name: 'Beats' },
]

/** The choices beside the picture; on a phone the sheet that comes up from below. */
export function Inspector(props: {
  readonly editor: Editor
  readonly playback: Playback
  readonly commands: Commands
  readonly beats: BeatCommands
  readonly library: LoadedHandle<readonly Media[]>
  readonly ui: UiState
}) {
  return (
    <aside class="inspector" classList={{ open: props.ui.sheetOpen() }} aria-label="Choices">
      <fieldset class="inspector-tabs" aria-label="What to change">
        <For each={tabs}>
          {({ tab, name }) => (
            <button
              type="button"
              class="inspector-tab"
              data-tab={tab}
              aria-pressed={props.ui.tab() === tab}
              onClick={() => props.ui.open(tab)}
            >
              {name}
            </button>
          )}
        </For>
        <IconButton
          kind="ghost"
          class="sheet-close"
          label="Close the choices"
          icon={<X aria-hidden="true" />}
          onClick={() => props.ui.closeSheet()}
        />
      </fieldset>
      <div class="inspector-body">
        <Switch>
          <Match when={props.ui.tab() === 'part'}>
            <PartPanel editor={props.editor} playback={props.playback} commands={props.commands} />
          </Match>
          <Match when={props.ui.tab() === 'clip'}>
            <ClipPanel
              editor={props.editor}
              playback={props.playback}
              commands={props.commands}
              ui={props.ui}
            />
          </Match>
          <Match when={props.ui.tab() === 'pictures'}>
            <PicturesPanel editor={props.editor} playback={props.playback} library={props.library} />
          </Match>
          <Match when={props.ui.tab() === 'titles'}>
            <TitlesPanel editor={props.editor} playback={props.playback} commands={props.commands} />
          </Match>
          <Match when={props.ui.tab() === 'captions'}>
            <CaptionsPanel editor={props.editor} playback={props.playback} />
          </Match>
          <Match when={props.ui.tab() === 'beats'}>
            <BeatsPanel editor={props.editor} playback={props.playback} beats={props.beats} />
          </Match>
        </Switch>
      </div>
    </aside>
  )
}
