import { useNavigate } from '@solidjs/router'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { startRender } from '../../api/calls.ts'
import type { Preset, Video } from '../../api/shapes.ts'
import { say, sayError } from '../../ui/toast.ts'
import type { Editing } from './editing.ts'
import type { UiState } from './ui-state.ts'

const FinishDialog = lazy(async () => ({
  default: (await import('../finish/FinishDialog.tsx')).FinishDialog,
}))

/** The ways to make a file of what is on the page. */
export function EditorFinish(props: {
  readonly video: Video
  readonly editing: Editing
  readonly ui: UiState
}) {
  const { editor, saving, playback } = props.editing
  const navigate = useNavigate()
  const [rendering, setRendering] = createSignal(false)
  const whenSaved = async (go: () => unknown) => {
    setRendering(true)
    try {
      if (!(await saving.settled())) {
        editor.say('The last changes are not saved yet')
        await say({ tone: 'bad', title: 'Not rendered', text: 'The last changes are not saved yet.' })
        return
      }
      await go()
    } catch (error) {
      await sayError(error)
    } finally {
      setRendering(false)
    }
  }
  const render = (preset: Preset) =>
    whenSaved(async () => {
      await startRender(props.video.id, { preset, loudness: 'normalised', aspect: editor.format() })
      navigate(`/videos/${props.video.id}`)
    })
  return (
    <Suspense>
      <Show when={props.ui.finishOpen()}>
        <FinishDialog
          title={props.video.title}
          finishing={{
            timeline: editor.settled(),
            analysis: editor.analysis,
            library: editor.library(),
            aspect: editor.format(),
          }}
          frame={playback.frame()}
          onRender={(preset) => void render(preset)}
          renderBusy={rendering()}
          onFiles={() => void whenSaved(() => navigate(`/videos/${props.video.id}?make=files`))}
          onClose={() => props.ui.setFinishOpen(false)}
        />
      </Show>
    </Suspense>
  )
}
