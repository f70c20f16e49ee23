import { Show } from 'solid-js'
import type { SaveState } from '../api/autosave.ts'
import { Button } from '../ui/Button.tsx'
import type { Desk } from './desk.ts'

/** Where saving stands; what keeps it from going on, with the ways on. */
export function SaveLine(props: { readonly desk: Desk }) {
  const state = () => props.desk.saveState()
  return (
    <>
      <Show when={props.desk.lines().length > 0}>
        <p class="save-line small muted" data-kind={state().kind}>
          {wordsOfSaving(state())}
        </p>
      </Show>
      <Show when={state().kind === 'conflict'}>
        <div class="save-notice" role="alert">
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
    </>
  )
}

function wordsOfSaving(state: SaveState): string {
  switch (state.kind) {
    case 'saved':
      return 'Saved'
    case 'saving':
      return 'Saving'
    case 'waiting':
      return state.because === 'signed-out'
        ? 'Signed out: sign in again in another tab, and it is saved.'
        : 'Not saved yet: keep this page open, it is tried again by itself.'
    case 'conflict':
      return 'Not saved'
    case 'gone':
      return 'The song was deleted: these words cannot be saved any more.'
    case 'refused':
      return `Not saved. ${state.detail}`
  }
}
