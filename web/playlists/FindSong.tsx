import Search from 'lucide-solid/icons/search'
import { createMemo, createResource, createSignal, For, Show } from 'solid-js'
import { secondsOfMs } from '#core/units.ts'
import { listSongs } from '../api/calls.ts'
import { wordsOfError } from '../api/problem.ts'
import { Button } from '../ui/Button.tsx'
import { Skeleton } from '../ui/States.tsx'
import { TextField } from '../ui/TextField.tsx'
import { songNote } from './item-words.ts'
import './match-panel.css'

/** So many are shown: who does not find theirs types another letter. */
const mostShown = 6

/** Finds any song of the library by hand, for when nothing that was found is the one. */
export function FindSong(props: { readonly onChoose: (songId: string) => void }) {
  const [isOpen, setOpen] = createSignal(false)
  return (
    <Show
      when={isOpen()}
      fallback={
        <Button
          kind="ghost"
          class="find-song"
          icon={<Search aria-hidden="true" />}
          onClick={() => setOpen(true)}
        >
          Find another song
        </Button>
      }
    >
      <FoundSongs onChoose={props.onChoose} />
    </Show>
  )
}

function FoundSongs(props: { readonly onChoose: (songId: string) => void }) {
  const [query, setQuery] = createSignal('')
  const [songs] = createResource(listSongs)
  const wanted = () => query().trim().toLocaleLowerCase()
  const all = () => (songs.state === 'ready' ? songs.latest : [])
  const found = createMemo(() =>
    all()
      .filter((song) => `${song.title} ${song.artist ?? ''}`.toLocaleLowerCase().includes(wanted()))
      .slice(0, mostShown),
  )
  return (
    <div class="stack find-songs">
      <TextField label="Find in your library" value={query()} onInput={setQuery} maxLength={100} focused />
      <Show
        when={songs.state !== 'errored'}
        fallback={<p class="field-error">{wordsOfError(songs.error).detail}</p>}
      >
        <Show when={songs.state === 'ready'} fallback={<Skeleton height="96px" />}>
          <ul>
            <For each={found()} fallback={<li class="small muted">No song is called that.</li>}>
              {(song) => (
                <li>
                  <button type="button" class="candidate" onClick={() => props.onChoose(song.id)}>
                    <span class="candidate-words">
                      <span class="candidate-title">{song.title}</span>
                      <span class="small muted num">
                        {songNote({ artist: song.artist, durationSeconds: secondsOfMs(song.durationMs) })}
                      </span>
                    </span>
                  </button>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Show>
    </div>
  )
}
