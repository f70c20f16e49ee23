import Check from 'lucide-solid/icons/check'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, Show } from 'solid-js'
import { thumbnailUrl } from '../api/calls.ts'
import type { Media } from '../api/shapes.ts'
import { clockOf } from '../ui/words.ts'
import { Placeholder } from './Placeholder.tsx'
import './media.css'

/** A photo or clip that can be chosen, and deleted. */
export function MediaTile(props: {
  readonly media: Media
  readonly chosen: boolean
  readonly onToggle: () => void
  readonly onDelete: () => void
}) {
  const [there, setThere] = createSignal(false)
  const badge = () => {
    if (props.media.status === 'preparing') return 'Preparing'
    if (props.media.status === 'failed') return 'Not usable'
    return props.media.durationMs === null ? undefined : clockOf(props.media.durationMs / 1000)
  }
  const kind = () => (props.media.kind === 'clip' ? 'Clip' : 'Photo')
  return (
    <div class="media-cell">
      <button
        type="button"
        class="media-tile"
        aria-pressed={props.chosen}
        aria-label={[kind(), props.media.fileName, badge()].filter(Boolean).join(' ')}
        title={props.media.fileName}
        disabled={props.media.status === 'failed'}
        onClick={() => props.onToggle()}
      >
        <Show when={props.media.thumbhash}>{(thumbhash) => <Placeholder thumbhash={thumbhash()} />}</Show>
        <Show when={props.media.status === 'ready'}>
          <img
            src={thumbnailUrl(props.media.id, 'small')}
            alt=""
            loading="lazy"
            decoding="async"
            class={there() ? 'there' : ''}
            onLoad={() => setThere(true)}
          />
        </Show>
        <Show when={props.chosen}>
          <span class="media-mark">
            <Check aria-hidden="true" />
          </span>
        </Show>
        <Show when={badge()}>{(words) => <span class="media-badge clip">{words()}</span>}</Show>
      </button>
      <button
        type="button"
        class="media-delete"
        title={`Delete this ${kind().toLowerCase()}`}
        aria-label={`Delete ${kind().toLowerCase()} ${props.media.fileName}`}
        onClick={() => props.onDelete()}
      >
        <Trash aria-hidden="true" />
      </button>
    </div>
  )
}
