import { For, Show } from 'solid-js'
import { grouped } from './words.ts'
import './named-songs.css'

/** So many songs are named. */
const mostNamed = 100

/** Songs that did not go along, by name, each with what is known or why; nothing where there are none. */
export function NamedSongs(props: {
  readonly title: string
  readonly songs: readonly { readonly title: string; readonly note: string }[]
}) {
  return (
    <Show when={props.songs.length > 0}>
      <section>
        <p class="num small">{props.title}</p>
        <ul class="named-songs">
          <For each={props.songs.slice(0, mostNamed)}>
            {({ title, note }) => (
              <li>
                <span class="clip">{title}</span>
                <span class="small muted clip num">{note}</span>
              </li>
            )}
          </For>
        </ul>
        <Show when={props.songs.length > mostNamed}>
          <p class="small muted num">And {grouped(props.songs.length - mostNamed)} more.</p>
        </Show>
      </section>
    </Show>
  )
}
