import ListPlus from 'lucide-solid/icons/list-plus'
import Plus from 'lucide-solid/icons/plus'
import X from 'lucide-solid/icons/x'
import { createSignal, For, onCleanup, Show } from 'solid-js'
import { currentAccount } from '../accounts/session.ts'
import { createLoaded, type LoadedHandle } from '../api/loaded.ts'
import { itemNote } from '../playlists/item-words.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { EmptyState, LoadedView, Skeleton } from '../ui/States.tsx'
import { sayError } from '../ui/toast.ts'
import { listWishes, type RoomWish, takeWishOff } from './calls.ts'
import type { Live } from './live.ts'
import './wishes.css'

/**
 * Songs that travelled here and that the host's library may not have: names only. They are a list of their own, since what
 * came from Spotify is never shown among one's own files. There is no button for a list that is empty.
 */
export function WishList(props: { readonly live: Live }) {
  const [open, setOpen] = createSignal(false)
  const { roomId } = props.live.room.entry
  // The list belongs to the account that made the room; a co-host on a phone has none.
  const isMine = () => currentAccount() !== undefined && props.live.room.me()?.role === 'host'
  const wishes = createLoaded(isMine, () => listWishes(roomId))
  const count = () => wishes.value()?.length ?? 0
  listenToReturn(() => isMine() && wishes.refetch())
  return (
    <Show when={count() > 0 || open()}>
      <Button kind="ghost" icon={<ListPlus aria-hidden="true" />} onClick={() => setOpen(true)}>
        Wish list · {count()}
      </Button>
      <Dialog
        open={open()}
        title="Wish list"
        text="Songs of playlists and snapshots that were sent here. What your library has can be added; the rest are names to look for."
        onClose={() => setOpen(false)}
      >
        <Wishes live={props.live} wishes={wishes} />
      </Dialog>
    </Show>
  )
}

/** A playlist is sent from another page: whoever comes back from there sees what came. */
function listenToReturn(look: () => void): void {
  window.addEventListener('focus', look)
  onCleanup(() => window.removeEventListener('focus', look))
}

function Wishes(props: { readonly live: Live; readonly wishes: LoadedHandle<readonly RoomWish[]> }) {
  const { wishes } = props
  const { roomId } = props.live.room.entry
  const takeOff = async (wish: RoomWish) => {
    wishes.put((before) => before?.filter(({ id }) => id !== wish.id))
    try {
      await takeWishOff(roomId, wish.id)
    } catch (error) {
      wishes.refetch()
      await sayError(error, 'The wish stays on the list')
    }
  }
  const add = (wish: RoomWish, { id: songId, ...song }: NonNullable<RoomWish['match']['song']>) => {
    props.live.room.wish({ kind: 'add', songId }, { songId, ...song })
    void takeOff(wish)
  }
  return (
    <LoadedView of={wishes} loading={<Skeleton height="240px" round />}>
      {(all) => (
        <Show
          when={all().length > 0}
          fallback={
            <EmptyState
              icon={<ListPlus />}
              title="No wish is left"
              text="Songs of a playlist or snapshot that you send to this room, and do not have, come here."
            />
          }
        >
          <ul class="room-wishes">
            <For each={all()}>
              {(wish) => (
                <li class="room-wish">
                  <span class="grow">
                    <span class="room-row-title clip">{wish.item.title}</span>
                    <span class="room-row-note clip num">{itemNote(wish.item)}</span>
                    <span class="small muted clip">{libraryNote(wish)}</span>
                  </span>
                  <Show when={wish.match.song}>
                    {(song) => (
                      <IconButton
                        label={`Add ${song().title} to the queue`}
                        icon={<Plus aria-hidden="true" />}
                        onClick={() => add(wish, song())}
                      />
                    )}
                  </Show>
                  <IconButton
                    kind="ghost"
                    label={`Take ${wish.item.title} off the list`}
                    icon={<X aria-hidden="true" />}
                    onClick={() => void takeOff(wish)}
                  />
                </li>
              )}
            </For>
          </ul>
        </Show>
      )}
    </LoadedView>
  )
}

function libraryNote({ match: { state, song } }: RoomWish): string {
  if (song === null) return 'Not in your library'
  const named = song.artist === null ? song.title : `${song.title}, ${song.artist}`
  return state === 'unsure' ? `Perhaps ${named}` : `You have ${named}`
}
