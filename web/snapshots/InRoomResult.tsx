import { itemNote } from '../playlists/item-words.ts'
import { roomPath } from '../rooms/address.ts'
import type { Room } from '../rooms/calls.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { NamedSongs } from '../ui/NamedSongs.tsx'
import { counted, leftOutWords } from '../ui/words.ts'
import type { RestoredInRoom } from './calls.ts'

/** What became of songs that went to a room, and which room. */
export type InRoom = RestoredInRoom & { readonly room: Pick<Room, 'code' | 'name'> }

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
        songs={props.done.missing.map((item) => ({ title: item.title, note: itemNote(item) }))}
      />
      <NamedSongs
        title={`${counted(props.done.refused.length, 'song')} the room did not take`}
        songs={props.done.refused.map(({ item, because }) => ({ title: item.title, note: because }))}
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
