/** What the editor's page shows beside the video: which choices are open, and what is set on the picture. */
import { type Accessor, createSignal } from 'solid-js'

/** The groups of choices. */
export type Tab = 'clip' | 'part' | 'titles' | 'beats' | 'pictures'

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
    setFraming,
    helpOpen,
    setHelpOpen,
    finishOpen,
    setFinishOpen,
  }
}
