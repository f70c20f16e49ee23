import { createMemo, Show } from 'solid-js'
import { Button } from '../../ui/Button.tsx'
import type { Editor } from './editor.ts'
import type { Saving } from './saving.ts'
import { someClips } from './selection.ts'

/** Why the video cannot be saved as it is, in the API's own sentence, and a way on. */
export function SaveNotice(props: { readonly editor: Editor; readonly saving: Saving }) {
  const refusal = createMemo(() => {
    const state = props.saving.state()
    return state.kind === 'refused' ? state : undefined
  })
  const missing = createMemo(() => {
    const there = new Set(props.editor.library().map((media) => media.id))
    return props.editor
      .settled()
      .clips.flatMap(({ shot }, i) => (shot.kind === 'visual' || there.has(shot.mediaId) ? [] : [i]))
  })
  return (
    <Show when={refusal()}>
      {(state) => (
        <div class="save-notice" role="alert">
          <p>
            <strong>Not saved, kept on this device.</strong> {state().title}. {state().detail}
          </p>
          <div class="row wrap">
            <Button disabled={!props.editor.canUndo()} onClick={() => props.editor.undo()}>
              Undo the last change
            </Button>
            <Show when={missing().length > 0}>
              <Button onClick={() => props.editor.choose(someClips(missing()))}>
                Choose the missing ones
              </Button>
            </Show>
          </div>
        </div>
      )}
    </Show>
  )
}
