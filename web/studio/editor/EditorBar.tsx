import { A } from '@solidjs/router'
import ArrowLeft from 'lucide-solid/icons/arrow-left'
import Keyboard from 'lucide-solid/icons/keyboard'
import Sparkles from 'lucide-solid/icons/sparkles'
import { createEffect, onMount, Show } from 'solid-js'
import type { Aspect } from '../../api/shapes.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { type Choice, SegmentedControl } from '../../ui/Choices.tsx'
import { takeTitleFocus } from '../../ui/focus.ts'
import { StatusChip } from '../../ui/StatusChip.tsx'
import { counted } from '../../ui/words.ts'
import type { Editor } from './editor.ts'
import { saveWords } from './save-words.ts'
import type { Saving } from './saving.ts'
import { hintOf } from './shortcuts.ts'
import type { UiState } from './ui-state.ts'
import './editor-bar.css'

const formats: readonly Choice<Aspect>[] = [
  { value: '16:9', name: '16:9' },
  { value: '9:16', name: '9:16' },
  { value: '1:1', name: '1:1' },
  { value: '4:5', name: '4:5' },
]

/** The head of the editor: which video, whether it is saved, in which format it is looked at, and on to the file. */
export function EditorBar(props: {
  readonly videoId: string
  readonly title: string
  readonly editor: Editor
  readonly saving: Saving
  readonly ui: UiState
  readonly otherTabs: number
  readonly onFinish: () => void
  /** Shows the two versions again after the question was put aside. */
  readonly onConflict: () => void
}) {
  let title: HTMLHeadingElement | undefined
  createEffect(() => {
    document.title = `Editing ${props.title} · Cuecraft`
  })
  onMount(() => title !== undefined && takeTitleFocus(title))
  const words = () => saveWords(props.saving.state(), props.saving.isKept())
  return (
    <header class="editor-bar">
      <A href={`/videos/${props.videoId}`} class="button ghost icon" title="Back to the video">
        <ArrowLeft aria-hidden="true" />
        <span class="unseen">Back to the video</span>
      </A>
      <h1 ref={title} tabIndex={-1} class="editor-title clip">
        {props.title}
      </h1>
      <span class="editor-save" role="status" title={words().more}>
        <StatusChip tone={words().tone}>{words().words}</StatusChip>
      </span>
      <Show when={props.saving.conflict()}>
        <Button class="editor-choose" onClick={() => props.onConflict()}>
          Choose
        </Button>
      </Show>
      <Show when={props.otherTabs > 0}>
        <span
          class="editor-tabs"
          title="What is saved there appears here. What is changed in both at once is shown side by side."
        >
          <StatusChip tone="warn">Open in {counted(props.otherTabs, 'other tab')}</StatusChip>
        </span>
      </Show>
      <span class="editor-bar-side">
        <SegmentedControl
          label="Format that is looked at"
          hideLabel
          choices={formats}
          value={props.editor.format()}
          onChange={(format) => props.editor.setFormat(format)}
        />
        <A
          href={`/videos/${props.videoId}/storyboard`}
          class="button ghost icon editor-storyboard"
          title="Storyboard: a picture for each part"
        >
          <Sparkles aria-hidden="true" />
          <span class="unseen">Storyboard</span>
        </A>
        <IconButton
          kind="ghost"
          class="editor-help"
          label={`All keys (${hintOf('help')})`}
          icon={<Keyboard aria-hidden="true" />}
          onClick={() => props.ui.setHelpOpen(true)}
        />
        <Button kind="primary" onClick={() => props.onFinish()}>
          Make a file
        </Button>
      </span>
    </header>
  )
}
