import Play from 'lucide-solid/icons/play'
import Plus from 'lucide-solid/icons/plus'
import { createEffect, createSignal, For, on, onCleanup, Show } from 'solid-js'
import { wordsOfError } from '../api/problem.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import { say, sayError } from '../ui/toast.ts'
import { counted } from '../ui/words.ts'
import { addToQueue, play, type SpotifyItem, searchSpotify } from './calls.ts'
import { ItemRow } from './ItemRow.tsx'
import { createOffsetPages } from './pages.ts'
import type { PlaybackWatch } from './playback.ts'

/** All who use this Cuecraft share one budget at Spotify: whoever types is not asked after every letter. */
const typingPauseMs = 450
const fewestLetters = 2

/** Finds songs at Spotify, to play them or to put them at the end of the queue there. */
export function SearchCard(props: { readonly watch: PlaybackWatch; readonly onAdded: () => void }) {
  const [query, setQuery] = createSignal('')
  const found = createFound(query)
  const add = async ({ uri, title }: SpotifyItem) => {
    try {
      const { stopped } = await addToQueue([uri])
      if (stopped === null) void say({ tone: 'good', title: `${title} is at the end of the queue` })
      else void say({ tone: 'bad', title: 'Not added', text: stopped.detail })
      props.onAdded()
    } catch (error) {
      await sayError(error, 'Not added')
    }
  }
  return (
    <section class="card padded" aria-labelledby="spotify-search">
      <h2 id="spotify-search">Add a song at Spotify</h2>
      <TextField label="Search by title or artist" value={query()} onInput={setQuery} maxLength={200} />
      <p class="small muted" role="status">
        {found.words()}
      </p>
      <ul class="spotify-items" aria-busy={found.isLooking()}>
        <For each={found.items()}>
          {(item) => (
            <ItemRow item={item}>
              <IconButton
                kind="ghost"
                label={`Play ${item.title} now`}
                icon={<Play aria-hidden="true" />}
                onClick={() => void props.watch.order(() => play([item.uri]))}
              />
              <IconButton
                label={`Add ${item.title} to the end of the queue`}
                icon={<Plus aria-hidden="true" />}
                onClick={() => void add(item)}
              />
            </ItemRow>
          )}
        </For>
      </ul>
      <Show when={found.hasMore()}>
        <Button busyWords={found.isLooking() ? 'Searching' : undefined} onClick={() => void found.more()}>
          Show more
        </Button>
      </Show>
    </section>
  )
}

/** What fits what is typed, ten at a time. An answer that comes after the next letter is thrown away. */
function createFound(query: () => string) {
  const wanted = () => query().trim()
  const isEnough = () => wanted().length >= fewestLetters
  const pages = createOffsetPages((offset, signal) => searchSpotify(wanted(), offset, signal))
  const [isTyping, setTyping] = createSignal(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  const isLooking = () => isTyping() || pages.isLooking()
  const words = () => {
    if (!isEnough()) return 'Spotify finds ten at a time.'
    if (isLooking()) return 'Searching'
    if (pages.trouble() !== undefined) return wordsOfError(pages.trouble()).detail
    return pages.items().length === 0
      ? 'Nothing at Spotify is called that.'
      : `${counted(pages.items().length, 'song')} found`
  }
  const begin = () => {
    setTyping(false)
    void pages.begin()
  }
  createEffect(
    on(query, () => {
      clearTimeout(timer)
      pages.clear()
      setTyping(isEnough())
      if (isEnough()) timer = setTimeout(begin, typingPauseMs)
    }),
  )
  onCleanup(() => clearTimeout(timer))
  return { ...pages, isLooking, words }
}
