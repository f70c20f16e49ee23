import Check from 'lucide-solid/icons/check'
import Plus from 'lucide-solid/icons/plus'
import Search from 'lucide-solid/icons/search'
import { createEffect, createSignal, For, on, onCleanup, Show } from 'solid-js'
import type { QueuedSong } from '#core/queue/entry.ts'
import { wordsOfError } from '../api/problem.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Skeleton } from '../ui/States.tsx'
import { TextField } from '../ui/TextField.tsx'
import { clockOf, counted } from '../ui/words.ts'
import { findSongs } from './calls.ts'
import type { Live } from './live.ts'
import './add-songs.css'

/** Whoever types is not asked after every letter. */
const typingPauseMs = 180

/** Finds songs of the host's and adds them, one press each. Stays open: who adds one often adds two. */
export function AddSongs(props: {
  readonly live: Live
  readonly open: boolean
  readonly onClose: () => void
}) {
  return (
    <Dialog
      open={props.open}
      title="Add a song"
      text="From the songs of whoever hosts. A press adds it."
      onClose={props.onClose}
    >
      <FoundSongs live={props.live} />
    </Dialog>
  )
}

function FoundSongs(props: { readonly live: Live }) {
  const [query, setQuery] = createSignal('')
  const found = createFoundSongs(props.live, query)
  const waits = (songId: string) => (props.live.room.state()?.waiting.songs.get(songId) ?? 0) > 0
  const add = (song: QueuedSong) => props.live.room.wish({ kind: 'add', songId: song.songId }, song)
  return (
    <div class="room-add">
      <TextField
        label="Search by title or artist"
        value={query()}
        onInput={setQuery}
        maxLength={100}
        focused
      />
      <div class="unseen" role="status">
        {found.isLooking() ? '' : `${counted(found.songs().length, 'song')} found`}
      </div>
      <ul class="room-found" aria-busy={found.isLooking()}>
        <For
          each={found.songs()}
          fallback={<NothingFound found={found} query={query()} isHost={props.live.isHost()} />}
        >
          {(song) => (
            <li>
              <button type="button" class="room-found-song" onClick={() => add(song)}>
                <span class="grow">
                  <span class="room-row-title clip">{song.title}</span>
                  <span class="room-row-note clip num">
                    {[song.artist, clockOf(song.durationSeconds)].filter(Boolean).join(' · ')}
                  </span>
                </span>
                <Show when={waits(song.songId)} fallback={<Plus aria-hidden="true" />}>
                  <span class="room-found-there small">
                    <Check aria-hidden="true" /> In the queue
                  </span>
                </Show>
              </button>
            </li>
          )}
        </For>
      </ul>
      <Show when={found.hasMore()}>
        <Button onClick={() => void found.more()}>Show more</Button>
      </Show>
    </div>
  )
}

function NothingFound(props: {
  readonly found: FoundSongsHandle
  readonly query: string
  readonly isHost: boolean
}) {
  return (
    <li class="room-found-none">
      <Show when={!props.found.isLooking()} fallback={<Skeleton height="120px" round />}>
        <Search aria-hidden="true" />
        <p class="muted">
          <Show
            when={props.found.trouble() === undefined}
            fallback={`${wordsOfError(props.found.trouble()).detail}`}
          >
            <Show
              when={props.query !== ''}
              fallback={
                props.isHost
                  ? 'You have no songs yet. Bring some under Songs, then they are here.'
                  : 'Whoever hosts has brought no songs yet.'
              }
            >
              No song is called that. Try fewer letters.
            </Show>
          </Show>
        </p>
      </Show>
    </li>
  )
}

type FoundSongsHandle = ReturnType<typeof createFoundSongs>

/** The songs that fit what is typed, a page at a time. An answer that comes after the next letter is thrown away. */
function createFoundSongs(live: Live, query: () => string) {
  const [songs, setSongs] = createSignal<readonly QueuedSong[]>([])
  const [cursor, setCursor] = createSignal<string | null>(null)
  const [isLooking, setLooking] = createSignal(true)
  const [trouble, setTrouble] = createSignal<unknown>()
  let asking = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined

  const look = async (after: string | null) => {
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    setLooking(true)
    try {
      const page = await findSongs(live.room.entry, query().trim(), after, signal)
      setSongs((before) => (after === null ? page.items : [...before, ...page.items]))
      setCursor(page.nextCursor)
      setTrouble(undefined)
      setLooking(false)
    } catch (error) {
      if (signal.aborted) return
      setTrouble(error)
      setLooking(false)
    }
  }
  createEffect(
    on(query, (_, before) => {
      clearTimeout(timer)
      timer = setTimeout(() => void look(null), before === undefined ? 0 : typingPauseMs)
    }),
  )
  onCleanup(() => {
    clearTimeout(timer)
    asking.abort()
  })
  return { songs, isLooking, trouble, hasMore: () => cursor() !== null, more: () => look(cursor()) }
}
