import { type JSX, Show } from 'solid-js'
import { clockOf } from '../ui/words.ts'
import type { SpotifyItem } from './calls.ts'

/** One song of Spotify in a list: its picture, its names, and its page at Spotify, which whatever is shown of it links to. */
export function ItemRow(props: { readonly item: SpotifyItem; readonly children?: JSX.Element }) {
  const note = () => {
    const { artists, durationMs } = props.item
    const clock = durationMs === null ? undefined : clockOf(durationMs / 1000)
    return [artists.join(', '), clock].filter(Boolean).join(' · ')
  }
  return (
    <li class="spotify-item">
      <Cover url={props.item.imageUrl} />
      <span class="grow">
        <span class="spotify-item-title clip">
          <Show when={props.item.url} fallback={props.item.title}>
            {(url) => (
              <a href={url()} target="_blank" rel="noreferrer" title="Open in Spotify">
                {props.item.title}
              </a>
            )}
          </Show>
        </span>
        <span class="small muted clip num">{note()}</span>
      </span>
      {props.children}
    </li>
  )
}

/** A picture from Spotify's servers, where it has to stay; without one, an even field. */
export function Cover(props: { readonly url: string | null; readonly large?: boolean }) {
  return (
    <span class="spotify-cover" classList={{ large: props.large === true }}>
      <Show when={props.url}>
        {(url) => (
          <img
            src={url()}
            alt=""
            loading="lazy"
            referrerpolicy="no-referrer"
            onError={(event) => event.currentTarget.remove()}
          />
        )}
      </Show>
    </span>
  )
}
