/** What the editor's page shows beside the video: which choices are open, and what is set on the picture. */
import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js'
import type { Editor } from './editor.ts'

/** The groups of choices. */
export type Tab = 'clip' | 'part' | 'titles' | 'captions' | 'beats' | 'pictures'

/** The page's own state, which no undo touches. */
export type UiState = {
  readonly tab: Accessor<Tab>
  /** Opens a group of choices; on a phone the sheet comes up with it. */
  readonly open: (tab: Tab) => void
  /** Changes the group without bringing a closed sheet up. */
  readonly show: (tab: Tab) => void
  readonly sheetOpen: Accessor<boolean>
  readonly closeSheet: () => void
  readonly framing: Accessor<boolean>
  readonly setFraming: (framing: boolean) => void
  readonly helpOpen: Accessor<boolean>
  readonly setHelpOpen: (open: boolean) => void
  /** Whether the ways to make a file are asked about. */
  readonly finishOpen: Accessor<boolean>
  readonly setFinishOpen: (open: boolean) => void
}

/** The state of a page that was just opened. `toPictures` goes to pictures that stand on the page already, if they do. */
export function createUiState(toPictures: () => boolean): UiState {
  const [tab, setTab] = createSignal<Tab>('part')
  const [sheetOpen, setSheetOpen] = createSignal(false)
  const [framing, setFraming] = createSignal(false)
  const [helpOpen, setHelpOpen] = createSignal(false)
  const [finishOpen, setFinishOpen] = createSignal(false)
  return {
    tab,
    show: setTab,
    open: (next) => {
      if (next === 'pictures' && toPictures()) return
      setTab(next)
      setSheetOpen(true)
    },
    sheetOpen,
    closeSheet: () => setSheetOpen(false),
    framing,
    setFraming: (sets) => {
      setFraming(sets)
      // How the camera moves stands beside where it stands.
      if (sets) setTab('clip')
    },
    helpOpen,
    setHelpOpen,
    finishOpen,
    setFinishOpen,
  }
}

/** What is chosen brings its choices along; on a phone they wait under their button. */
export function bindChoices(editor: Editor, ui: UiState): void {
  const kind = createMemo(() => editor.selection().kind)
  createEffect(
    on(
      kind,
      (now) => {
        if (now === 'clips' && ui.tab() !== 'pictures') ui.show('clip')
        if (now === 'title') ui.show('titles')
        if (now === 'caption') ui.show('captions')
        if (now === 'beat') ui.show('beats')
      },
      { defer: true },
    ),
  )
  createEffect(
    on(
      editor.editsBeats,
      (edits) => {
        if (edits) ui.show('beats')
        // Whoever went to other choices has left the beats already, and stays where they went.
        else if (ui.tab() === 'beats') ui.show('part')
      },
      { defer: true },
    ),
  )
  createEffect(on(ui.tab, (tab) => editor.setEditsBeats(tab === 'beats'), { defer: true }))
}
