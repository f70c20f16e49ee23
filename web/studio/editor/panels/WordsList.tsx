import { createEffect, For } from 'solid-js'
import { secondsOfFrames } from '#core/units.ts'
import { clockOf } from '../../../ui/words.ts'
import type { Editor } from '../editor.ts'
import type { Playback } from '../playback.ts'

/** What is written over a stretch of the video. */
type Written = { readonly text: string; readonly startFrame: number; readonly lengthFrames: number }

/** Titles or captions as a list. Whatever is chosen, here or on the timeline, is in view; choosing a row shows its words. */
export function WordsList(props: {
  readonly editor: Editor
  readonly playback: Playback
  readonly label: string
  readonly items: readonly Written[]
  readonly chosen: number | undefined
  readonly onChoose: (index: number) => void
}) {
  let list: HTMLUListElement | undefined
  const clock = (frame: number) => clockOf(secondsOfFrames(frame, props.editor.settled().frameRate))
  createEffect(() => {
    const row = props.chosen === undefined ? undefined : list?.children[props.chosen]
    row?.scrollIntoView({ block: 'nearest' })
  })
  return (
    <ul ref={list} class="title-list" aria-label={props.label}>
      <For each={props.items}>
        {(item, index) => (
          <li>
            <button
              type="button"
              class="title-row"
              aria-pressed={props.chosen === index()}
              onClick={() => {
                props.onChoose(index())
                // On their first frame words may be only coming: a little later they can be read.
                props.playback.seek(item.startFrame + Math.min(12, item.lengthFrames >> 1))
              }}
            >
              <span class="grow clip" dir="auto">
                {item.text}
              </span>
              <span class="muted num small">{clock(item.startFrame)}</span>
            </button>
          </li>
        )}
      </For>
    </ul>
  )
}
