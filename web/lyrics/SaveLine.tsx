import { Show } from 'solid-js'
import type { SaveState } from '../api/autosave.ts'
import { Button } from '../ui/Button.tsx'
import { RestoredNotice } from '../ui/RestoredNotice.tsx'
import type { Desk } from './desk.ts'

/** Where saving stands; what keeps it from going on, with the ways on. */
export function SaveLine(props: { readonly desk: Desk }) {
  const state = () => props.desk.saveState()
  return (
    <>
      <Show when={props.desk.lines().length > 0}>
        <p class="save-line small muted" data-kind={state().kind}>
          {wordsOfSaving(state(), props.desk.isKept())}
        </p>
      </Show>
      <Show when={state().kind === 'conflict'}>
        <div class="save-notice" data-tone="bad" role="alert">
          <p>
            <strong>These words were changed somewhere else.</strong> Nothing of yours is lost: choose which
            go on. The others can be had back with Undo.
          </p>
          <div class="row wrap">
            <Button onClick={() => void props.desk.takeTheirs()}>Take the other ones</Button>
            <Button kind="primary" onClick={() => void props.desk.keepMine()}>
              Keep mine
            </Button>
          </div>
        </div>
      </Show>
      <Show when={props.desk.restoring.isNews() && state().kind !== 'conflict'}>
        <RestoredNotice onGoOn={() => props.desk.restoring.dismiss()} onTakeBack={() => props.desk.undo()} />
      </Show>
    </>
  )
}

function wordsOfSaving(state: SaveState, isKept: boolean): string {
  switch (state.kind) {
    case 'saved':
      return 'Saved'
    case 'saving':
      return 'Saving'
    case 'waiting':
      return state.because === 'signed-out'
        ? 'Signed out: sign in again in another tab, and it is saved.'
        : `Not saved yet: ${isKept ? 'kept on this device, and' : 'keep this page open,'} it is tried again by itself.`
    case 'conflict':
      return 'Not saved'
    case 'gone':
      return 'The song was deleted: these words cannot be saved any more.'
    case 'refused':
      return `Not saved. ${state.detail}`
  }
}
