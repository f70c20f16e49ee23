import { useNavigate } from '@solidjs/router'
import FileMark from 'lucide-solid/icons/file-exclamation-point'
import { createSignal, For, Show } from 'solid-js'
import { cutText } from '#core/language/cut-text.ts'
import { mostTitleCharacters } from '#core/language/title.ts'
import type { PlaylistItem } from '#core/playlists/playlist.ts'
import { wordsOfError } from '../api/problem.ts'
import { Announce } from '../ui/Announce.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorLine } from '../ui/ErrorLine.tsx'
import { type Fact, Facts, PageHeader, SectionHead } from '../ui/Page.tsx'
import { Progress } from '../ui/Progress.tsx'
import { EmptyState } from '../ui/States.tsx'
import { TextField } from '../ui/TextField.tsx'
import { say } from '../ui/toast.ts'
import { bytesOf, clockOf, counted, grouped, percentOf } from '../ui/words.ts'
import { FaultList } from './FaultList.tsx'
import { formatName } from './format-words.ts'
import { createImporting } from './importing.ts'
import { identitiesOf, lengthOf } from './item-words.ts'
import type { ReadFile } from './read-on-device.ts'
import type { ReadPlaylist } from './tally.ts'
import './import-review.css'

/** What a file holds, before anything of it is saved, and the one button that saves it. */
export function ImportReview(props: {
  readonly file: File
  readonly read: ReadFile
  readonly onClose: () => void
}) {
  const navigate = useNavigate()
  const playlist = () => props.read.playlist
  const [title, setTitle] = createSignal(
    cutText(playlist().head.title?.trim() || nameOf(props.file.name), mostTitleCharacters),
  )
  const [trouble, setTrouble] = createSignal<string>()
  const importing = createImporting()
  const start = async () => {
    if (title().trim() === '') return setTrouble('A playlist needs a title.')
    setTrouble(undefined)
    try {
      const made = await importing.start({
        file: props.file,
        title: title().trim(),
        skipFaults: playlist().lostCount > 0,
      })
      navigate(`/playlists/${made.playlist.id}`)
      await say({ tone: 'good', title: `${counted(made.playlist.itemCount, 'song')} imported` })
    } catch (error) {
      const wasStopped = error instanceof DOMException && error.name === 'AbortError'
      setTrouble(wasStopped ? 'Stopped. Nothing was saved.' : wordsOfError(error).detail)
    }
  }
  return (
    <div class="with-main-action">
      <PageHeader
        title={playlist().head.title?.trim() || nameOf(props.file.name)}
        over={props.file.name}
        note="Read on this device. Nothing is saved until you import it."
      >
        <Show when={importing.arrived() === undefined}>
          <Button onClick={() => props.onClose()}>Not now</Button>
          <Show when={playlist().itemCount > 0}>
            <Button kind="primary" class="main-action" onClick={() => void start()}>
              Import {counted(playlist().itemCount, 'song')}
            </Button>
          </Show>
        </Show>
      </PageHeader>
      <Announce text={trouble() ?? ''} />
      <Show when={importing.arrived() !== undefined}>
        <Arriving
          file={props.file}
          arrived={importing.arrived() ?? 0}
          itemCount={playlist().itemCount}
          onStop={importing.stop}
        />
      </Show>
      <ErrorLine text={trouble()} />
      <Show
        when={playlist().itemCount > 0}
        fallback={
          <EmptyState
            icon={<FileMark />}
            title="No song in it"
            text="The file could be read, and there is no song in it that could be imported."
          >
            <Button onClick={() => props.onClose()}>Back to the playlists</Button>
          </EmptyState>
        }
      >
        <Facts facts={factsOf(props.read, props.file)} />
        <div class="import-title">
          <TextField
            label="Title"
            value={title()}
            onInput={setTitle}
            maxLength={mostTitleCharacters}
            required
          />
        </div>
      </Show>
      <FaultList playlist={playlist()} />
      <Show when={playlist().itemCount > 0}>
        <FirstItems playlist={playlist()} />
      </Show>
    </div>
  )
}

function Arriving(props: {
  readonly file: File
  readonly arrived: number
  readonly itemCount: number
  readonly onStop: () => void
}) {
  const words = () =>
    props.arrived === 0
      ? `Sending ${bytesOf(props.file.size)}`
      : `${grouped(props.arrived)} of ${counted(props.itemCount, 'song')} arrived`
  return (
    <div class="card padded stack import-progress">
      <Progress label={words()} value={Math.min(1, props.arrived / Math.max(1, props.itemCount))} />
      <div class="row wrap between">
        <p class="small muted">Only all of it counts: stopped now, nothing is kept.</p>
        <Button onClick={() => props.onStop()}>Stop</Button>
      </div>
    </div>
  )
}

function FirstItems(props: { readonly playlist: ReadPlaylist }) {
  const note = () =>
    props.playlist.itemCount > props.playlist.firstItems.length
      ? `first ${props.playlist.firstItems.length} of ${grouped(props.playlist.itemCount)}`
      : undefined
  return (
    <section>
      <SectionHead title="Songs" note={note()} />
      <ol class="read-rows">
        <For each={props.playlist.firstItems}>{(item, at) => <ReadRow item={item} place={at() + 1} />}</For>
      </ol>
    </section>
  )
}

function ReadRow(props: { readonly item: PlaylistItem; readonly place: number }) {
  return (
    <li class="read-row">
      <span class="read-place num">{props.place}</span>
      <span class="grow">
        <span class="read-title clip">{props.item.title}</span>
        <span class="read-artist small muted clip">{props.item.artists.join(', ') || 'Nobody is named'}</span>
      </span>
      <span class="read-album small muted clip">{props.item.album}</span>
      <span class="read-known">
        <For each={identitiesOf(props.item)}>{(name) => <span class="known-chip">{name}</span>}</For>
      </span>
      <span class="read-length small muted num">
        {props.item.durationMs === null ? '' : clockOf(props.item.durationMs / 1000)}
      </span>
    </li>
  )
}

/** What was measured of the file, as facts. */
function factsOf({ playlist, format }: ReadFile, file: File): readonly Fact[] {
  const { itemCount, known, totalMs } = playlist
  const share = (count: number) => percentOf(count / Math.max(1, itemCount))
  const best = [
    { name: 'ISRC', count: known.isrc },
    { name: 'MusicBrainz', count: known.recordingId },
    { name: 'Spotify', count: known.spotifyUri },
  ].toSorted((a, b) => b.count - a.count)[0]
  return [
    { name: 'Format', value: formatName(format), note: bytesOf(file.size) },
    {
      name: 'Songs',
      value: grouped(itemCount),
      note: playlist.lostCount === 0 ? 'every one read' : `${grouped(playlist.lostCount)} could not be read`,
    },
    {
      name: 'Length',
      value: known.durationMs === 0 ? 'not told' : lengthOf(totalMs),
      note: known.durationMs === itemCount ? 'of all songs' : `told of ${share(known.durationMs)}`,
    },
    {
      name: 'Known by',
      value: best === undefined || best.count === 0 ? 'Name' : best.name,
      note: best === undefined || best.count === 0 ? 'artist and title' : `${share(best.count)} of the songs`,
    },
  ]
}

/** The name of a file without its ending. */
function nameOf(fileName: string): string {
  return fileName.replace(/\.[^.]{1,8}$/, '') || fileName
}
