import { useNavigate } from '@solidjs/router'
import { createMemo, createSignal, Match, Show, Switch } from 'solid-js'
import type { Video } from '../../api/shapes.ts'
import { Button } from '../../ui/Button.tsx'
import { RestoredNotice } from '../../ui/RestoredNotice.tsx'
import { say } from '../../ui/toast.ts'
import '../../ui/save-notice.css'
import type { Editor } from './editor.ts'
import type { Restoring } from './restoring.ts'
import type { Saving } from './saving.ts'
import { someClips } from './selection.ts'

/** What a person has to know of saving before they edit on, over the picture until they have answered. */
export function SaveNotice(props: {
  readonly video: Video
  readonly editor: Editor
  readonly saving: Saving
  readonly restoring: Restoring
}) {
  const refusal = createMemo(() => {
    const state = props.saving.state()
    return state.kind === 'refused' ? state : undefined
  })
  return (
    <Switch>
      <Match when={props.saving.state().kind === 'gone'}>
        <Gone video={props.video} saving={props.saving} />
      </Match>
      <Match when={refusal()}>
        {(state) => <Refused editor={props.editor} title={state().title} detail={state().detail} />}
      </Match>
      <Match when={props.restoring.isNews()}>
        <RestoredNotice onGoOn={() => props.restoring.dismiss()} onTakeBack={() => props.editor.undo()} />
      </Match>
    </Switch>
  )
}

/** Why the video cannot be saved as it is, in the API's own sentence, and a way on. */
function Refused(props: { readonly editor: Editor; readonly title: string; readonly detail: string }) {
  const missing = createMemo(() => {
    const there = new Set(props.editor.library().map((media) => media.id))
    return props.editor
      .settled()
      .clips.flatMap(({ shot }, i) => (shot.kind === 'visual' || there.has(shot.mediaId) ? [] : [i]))
  })
  return (
    <div class="save-notice" data-tone="bad" role="alert">
      <p>
        <strong>Not saved, kept on this device.</strong> {props.title}. {props.detail}
      </p>
      <div class="row wrap">
        <Button disabled={!props.editor.canUndo()} onClick={() => props.editor.undo()}>
          Undo the last change
        </Button>
        <Show when={missing().length > 0}>
          <Button onClick={() => props.editor.choose(someClips(missing()))}>Choose the missing ones</Button>
        </Show>
      </div>
    </div>
  )
}

/** The video was deleted while it was edited: no undo brings it back, but the edit can live on. */
function Gone(props: { readonly video: Video; readonly saving: Saving }) {
  const navigate = useNavigate()
  const [busy, setBusy] = createSignal(false)
  const keep = async () => {
    setBusy(true)
    const newId = await props.saving.keepAsNew(props.video)
    setBusy(false)
    if (newId === undefined) return
    navigate(`/videos/${newId}/edit`, { replace: true })
    await say({ tone: 'good', title: 'Kept as a new video' })
  }
  const leave = async () => {
    await props.saving.letGo()
    navigate('/videos', { replace: true })
  }
  return (
    <div class="save-notice" data-tone="bad" role="alert">
      <p>
        <strong>This video was deleted.</strong> It happened in another tab or on another device. Your edit is
        still here, and can go on as a new video.
      </p>
      <div class="row wrap">
        <Button
          kind="primary"
          busyWords={busy() ? 'Making the new video' : undefined}
          onClick={() => void keep()}
        >
          Keep it as a new video
        </Button>
        <Button disabled={busy()} onClick={() => void leave()}>
          Let it go
        </Button>
      </div>
    </div>
  )
}
