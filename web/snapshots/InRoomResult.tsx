import { For, Show } from 'solid-js'
import type { PlaylistItem } from '#core/playlists/playlist.ts'
import { itemNote } from '../playlists/item-words.ts'
import { roomPath } from '../rooms/address.ts'
import type { Room } from '../rooms/calls.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { counted, grouped, leftOutWords } from '../ui/words.ts'
import type { RestoredInRoom } from './calls.ts'

/** What became of songs that went to a room, and which room. */
export type InRoom = RestoredInRoom & { readonly room: Pick<Room, 'code' | 'name'> }

/** So many songs are named; the wish list of the room has all of them. */
const mostNamed = 100

/** Says what went into the queue of a room, and names every song that did not, with the reason. */
export function InRoomResult(props: { readonly done: InRoom; readonly onClose: () => void }) {
  return (
    <div class="stack" role="status">
      <p>
        <strong class="num">{counted(props.done.addedCount, 'song')}</strong> went behind what waits in{' '}
        {props.done.room.name}. {leftOutWords(props.done.leftOutCount)}
      </p>
      <NamedSongs
        title={`${counted(props.done.missing.length, 'song')} not in your library: now on the wish list of the room`}
        songs={props.done.missing.map((item) => ({ item, note: itemNote(item) }))}
      />
      <NamedSongs
        title={`${counted(props.done.refused.length, 'song')} the room did not take`}
        songs={props.done.refused.map(({ item, because }) => ({ item, note: because }))}
      />
      <div class="dialog-actions">
        <Button onClick={() => props.onClose()}>Close</Button>
        <ButtonLink kind="primary" href={roomPath(props.done.room.code)}>
          Go to the room
        </ButtonLink>
      </div>
    </div>
  )
}

function NamedSongs(props: {
  readonly title: string
  readonly songs: readonly { readonly item: PlaylistItem; readonly note: string }[]
}) {
  return (
    <Show when={props.songs.length > 0}>
      <section>
        <p class="num small">{props.title}</p>
        <ul class="missing-list">
          <For each={props.songs.slice(0, mostNamed)}>
            {({ item, note }) => (
              <li>
                <span class="clip">{item.title}</span>
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
