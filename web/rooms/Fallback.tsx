import { createSignal, For, Show } from 'solid-js'
import type { QueuedSong } from '#core/queue/entry.ts'
import { wordsOfError } from '../api/problem.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { counted } from '../ui/words.ts'
import { findSongs } from './calls.ts'
import type { Live } from './live.ts'
import './add-songs.css'

const mostSongs = 500

/** What plays in a circle while nobody has added anything. */
export function Fallback(props: { readonly live: Live }) {
  const [choosing, setChoosing] = createSignal(false)
  const songs = () => props.live.room.state()?.settings.fallback ?? []
  return (
    <div>
      <p class="field-label">While nothing waits</p>
      <p class="small muted room-fallback-note">
        {songs().length === 0
          ? 'The room is silent. Choose songs that play in a circle instead.'
          : `${counted(songs().length, 'song')} in a circle: ${songs()
              .slice(0, 3)
              .map(({ title }) => title)
              .join(', ')}${songs().length > 3 ? ' …' : ''}`}
      </p>
      <Button onClick={() => setChoosing(true)}>Choose the fallback</Button>
      <Dialog
        open={choosing()}
        title="The fallback"
        text="These play in a circle while nobody has added a song. Any added song goes first."
        onClose={() => setChoosing(false)}
      >
        <FallbackChoice live={props.live} onDone={() => setChoosing(false)} />
      </Dialog>
    </div>
  )
}

function FallbackChoice(props: { readonly live: Live; readonly onDone: () => void }) {
  const [songs, setSongs] = createSignal<readonly QueuedSong[]>()
  const [trouble, setTrouble] = createSignal<string>()
  const chosenBefore = props.live.room.state()?.settings.fallback.map(({ songId }) => songId) ?? []
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set(chosenBefore))
  void everySong(props.live).then(setSongs, (error: unknown) => setTrouble(wordsOfError(error).detail))
  const toggle = (songId: string) =>
    setChosen((before) => {
      const now = new Set(before)
      if (!now.delete(songId)) now.add(songId)
      return now
    })
  const save = () => {
    props.live.room.wish({ kind: 'set-fallback', songIds: [...chosen()].slice(0, mostSongs) })
    props.onDone()
  }
  return (
    <div class="room-add">
      <Show when={trouble()}>{(words) => <p class="field-error">{words()}</p>}</Show>
      <div class="row wrap">
        <Button onClick={() => setChosen(new Set((songs() ?? []).map(({ songId }) => songId)))}>
          All of them
        </Button>
        <Button onClick={() => setChosen(new Set<string>())}>None</Button>
      </div>
      <ul class="room-found" aria-busy={songs() === undefined && trouble() === undefined}>
        <For each={songs()}>
          {(song) => (
            <li>
              <label class="room-found-song">
                <input
                  type="checkbox"
                  checked={chosen().has(song.songId)}
                  onChange={() => toggle(song.songId)}
                />
                <span class="grow clip">{song.title}</span>
                <span class="small muted clip">{song.artist}</span>
              </label>
            </li>
          )}
        </For>
      </ul>
      <div class="dialog-actions">
        <Button onClick={() => props.onDone()}>Leave it as it is</Button>
        <Button kind="primary" onClick={save}>
          Play {counted(chosen().size, 'song')}
        </Button>
      </div>
    </div>
  )
}

async function everySong(live: Live): Promise<readonly QueuedSong[]> {
  const songs: QueuedSong[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof findSongs>> = await findSongs(live.room.entry, '', cursor)
    songs.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null && songs.length < mostSongs)
  return songs
}
