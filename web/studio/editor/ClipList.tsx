import { createMemo, createUniqueId, For } from 'solid-js'
import { clipIndexAt } from '#core/timeline/edit/pieces.ts'
import { clipName } from './clip-names.ts'
import type { Editor } from './editor.ts'
import type { Playback } from './playback.ts'
import { clipsOf, oneClip } from './selection.ts'

/** How many clips either side of the one at hand are in the list: a screen reader's own keys walk these. */
const reach = 150

/**
 * The clips as a list that can be heard: it lies over the drawing, which shows what is chosen in it. The keys of the
 * editor walk it, and Enter or a screen reader's own click chooses.
 */
export function ClipList(props: { readonly editor: Editor; readonly playback: Playback }) {
  const id = createUniqueId()
  const library = createMemo(() => new Map(props.editor.library().map((media) => [media.id, media])))
  const chosen = createMemo(() => new Set(clipsOf(props.editor.selection())))
  const active = createMemo(() => {
    const selection = props.editor.selection()
    const last = selection.kind === 'clips' ? selection.clips.at(-1) : undefined
    return last ?? clipIndexAt(props.editor.settled(), props.playback.playing() ? 0 : props.playback.frame())
  })
  // The window moves in strides, so that walking it does not rebuild it.
  const first = createMemo(() => Math.max(0, Math.floor(active() / reach) * reach - reach))
  const listed = createMemo(() => {
    const count = Math.min(props.editor.settled().clips.length - first(), 3 * reach)
    return Array.from({ length: Math.max(0, count) }, (_, i) => first() + i)
  })
  const nameOf = (index: number) =>
    clipName(index, { timeline: props.editor.settled(), grid: props.editor.grid(), library: library() })
  return (
    <div
      class="editor-clip-list"
      role="listbox"
      tabIndex={0}
      aria-label="Clips of the video"
      aria-multiselectable="true"
      aria-activedescendant={`${id}-${active()}`}
      aria-keyshortcuts="ArrowUp ArrowDown"
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        props.editor.choose(oneClip(active()))
      }}
    >
      <For each={listed()}>
        {(index) => (
          <div
            id={`${id}-${index}`}
            class="unseen"
            role="option"
            tabIndex={-1}
            aria-selected={chosen().has(index)}
            aria-setsize={props.editor.settled().clips.length}
            aria-posinset={index + 1}
            onClick={() => props.editor.choose(oneClip(index))}
            onKeyDown={(event) => event.key === 'Enter' && props.editor.choose(oneClip(index))}
          >
            {nameOf(index)}
          </div>
        )}
      </For>
    </div>
  )
}
