import Plus from 'lucide-solid/icons/plus'
import { createMemo, createSignal, For, onCleanup, Show } from 'solid-js'
import { thumbnailUrl } from '../../../api/calls.ts'
import type { LoadedHandle } from '../../../api/loaded.ts'
import type { Media } from '../../../api/shapes.ts'
import { Placeholder } from '../../../media/Placeholder.tsx'
import { Progress } from '../../../ui/Progress.tsx'
import { clockOf, counted } from '../../../ui/words.ts'
import { mediaAccept } from '../../../uploads/plan.ts'
import { bring, onArrival, queuedFiles } from '../../../uploads/queue.ts'
import { targetsOf } from '../commands.ts'
import type { Editor } from '../editor.ts'
import type { Playback } from '../playback.ts'
import { DrawnPictures } from './DrawnPictures.tsx'
import '../../../media/media.css'
import './panel.css'
import './pictures-panel.css'

/** The pictures of the video, and after them all others there are: one click shows another in the chosen clips. */
export function PicturesPanel(props: {
  readonly editor: Editor
  readonly playback: Playback
  readonly library: LoadedHandle<readonly Media[]>
}) {
  let input: HTMLInputElement | undefined
  const uses = createMemo(() => {
    const counts = new Map<string, number>()
    for (const { shot } of props.editor.settled().clips)
      if (shot.kind !== 'visual') counts.set(shot.mediaId, (counts.get(shot.mediaId) ?? 0) + 1)
    return counts
  })
  // The order stays while one replaces here and there: what moved away under the pointer would be clicked by mistake.
  const [firstUsed] = createSignal(new Set(uses().keys()))
  const ordered = createMemo(() => {
    const usable = (props.library.value() ?? []).filter((media) => media.status !== 'failed')
    return usable.toSorted((a, b) => Number(firstUsed().has(b.id)) - Number(firstUsed().has(a.id)))
  })
  const targets = createMemo(() => targetsOf(props.editor, Math.round(props.playback.frame())))
  const shownHere = createMemo(() => {
    const shot = props.editor.settled().clips[targets()[0] ?? -1]?.shot
    return shot === undefined || shot.kind === 'visual' ? undefined : shot.mediaId
  })
  const coming = () => queuedFiles().filter((item) => item.kind === 'media' && item.status !== 'failed')
  onCleanup(
    onArrival((arrival) => {
      if (arrival.kind === 'media') props.editor.say(`${arrival.media.fileName} has arrived`)
    }),
  )
  return (
    <div class="panel">
      <div class="row between">
        <p class="label">Pictures</p>
        <button type="button" class="button ghost" onClick={() => input?.click()}>
          <Plus aria-hidden="true" />
          Add
        </button>
        <input
          ref={input}
          type="file"
          hidden
          multiple
          accept={mediaAccept}
          onChange={(event) => {
            for (const file of event.currentTarget.files ?? []) bring(file, 'media')
            event.currentTarget.value = ''
          }}
        />
      </div>
      <p class="small muted">
        {targets().length > 1
          ? `Shown in ${counted(targets().length, 'chosen clip')} with a click.`
          : 'Shown in the chosen clip with a click.'}
      </p>
      <For each={coming()}>
        {(item) => <Progress label={item.fileName} value={item.sentBytes / Math.max(1, item.bytes)} />}
      </For>
      <Show
        when={ordered().length > 0}
        fallback={<p class="small muted">No photos or clips yet. Add some: they stay in your library.</p>}
      >
        <ul class="picture-grid">
          <For each={ordered()}>
            {(media) => (
              <li>
                <PictureTile
                  media={media}
                  uses={uses().get(media.id) ?? 0}
                  isShown={shownHere() === media.id}
                  onChoose={() =>
                    props.editor.do(
                      { kind: 'replace', clips: targets(), mediaId: media.id },
                      { words: `Shows ${media.fileName}` },
                    )
                  }
                />
              </li>
            )}
          </For>
        </ul>
      </Show>
      <DrawnPictures editor={props.editor} targets={targets()} />
    </div>
  )
}

/** What a dragged picture is known by where it is dropped. */
export const draggedMedia = 'application/x-cuecraft-media'

function PictureTile(props: {
  readonly media: Media
  readonly uses: number
  readonly isShown: boolean
  readonly onChoose: () => void
}) {
  const kind = () => (props.media.kind === 'clip' ? 'Film' : 'Photo')
  const badge = () => {
    if (props.media.status === 'preparing') return 'Preparing'
    const length = props.media.durationMs === null ? undefined : clockOf(props.media.durationMs / 1000)
    const used = props.uses === 0 ? undefined : `${props.uses}×`
    return [length, used].filter((words) => words !== undefined).join(' · ')
  }
  // What stands on it is said, too: whoever speaks to their device says what they see.
  const name = () =>
    [`${kind()} ${props.media.fileName}`, badge(), `used ${counted(props.uses, 'time')}`]
      .filter((words) => words !== '')
      .join(', ')
  return (
    <button
      type="button"
      class="media-tile"
      draggable={props.media.status === 'ready'}
      aria-pressed={props.isShown}
      aria-label={name()}
      title={props.media.fileName}
      disabled={props.media.status !== 'ready'}
      onClick={() => props.onChoose()}
      onDragStart={(event) => event.dataTransfer?.setData(draggedMedia, props.media.id)}
    >
      <Show when={props.media.thumbhash}>{(thumbhash) => <Placeholder thumbhash={thumbhash()} />}</Show>
      <Show when={props.media.status === 'ready'}>
        <img
          class="there"
          src={thumbnailUrl(props.media.id, 'small')}
          alt=""
          loading="lazy"
          decoding="async"
        />
      </Show>
      <Show when={badge() !== ''}>
        <span class="media-badge clip">{badge()}</span>
      </Show>
    </button>
  )
}
