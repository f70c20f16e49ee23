import Ear from 'lucide-solid/icons/ear'
import Search from 'lucide-solid/icons/search'
import { createSignal, For, Show } from 'solid-js'
import {
  cancelJob,
  fetchLyrics,
  getLyrics,
  getLyricsWays,
  importLyrics,
  transcribeSong,
} from '../api/calls.ts'
import { createJob } from '../api/jobs.ts'
import { createLoaded, type LoadedHandle } from '../api/loaded.ts'
import { wordsOfError } from '../api/problem.ts'
import type { BroughtLyrics, LyricsWays, Song } from '../api/shapes.ts'
import { Button } from '../ui/Button.tsx'
import { DropZone } from '../ui/DropZone.tsx'
import { ErrorLine } from '../ui/ErrorLine.tsx'
import { Progress } from '../ui/Progress.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { Desk } from './desk.ts'

type Ways = LoadedHandle<LyricsWays>
type Answer = { readonly value: BroughtLyrics; readonly etag: string }

/** The ways to get words: a file, pasted text, LRCLIB, or a model that listens. */
export function BringWords(props: { readonly desk: Desk; readonly song: Song }) {
  const ways = createLoaded(() => props.song.id, getLyricsWays)
  const [busy, setBusy] = createSignal<string>()
  const [failure, setFailure] = createSignal<string>()
  const [losses, setLosses] = createSignal<readonly string[]>([])
  const bring = async (words: string, ask: (etag: string) => Promise<Answer>) => {
    setBusy(words)
    setFailure(undefined)
    setLosses([])
    try {
      // What was tapped a moment ago is the version that is replaced.
      await props.desk.settled()
      const { value, etag } = await ask(props.desk.etag())
      props.desk.take(value.lyrics, etag)
      setLosses(value.losses)
    } catch (error) {
      const { title, detail } = wordsOfError(error)
      setFailure(`${title}. ${detail}`)
    } finally {
      setBusy(undefined)
    }
  }
  const take = (file: Blob | string) => bring('Reading', (etag) => importLyrics(props.song.id, file, etag))
  return (
    <section class="bring-words" aria-label="Bring words">
      <h2>{props.desk.lines().length > 0 ? 'Bring other words' : 'Bring the words'}</h2>
      <ErrorLine text={failure()} />
      <Show when={losses().length > 0}>
        <div class="losses" role="status">
          <p class="small">
            <strong>Brought, but not all of it:</strong>
          </p>
          <ul class="small">
            <For each={losses().slice(0, 20)}>{(loss) => <li>{loss}</li>}</For>
          </ul>
        </div>
      </Show>
      <DropZone
        what="a file of words"
        text="LRC, SRT, WebVTT or plain text"
        accept=".lrc,.srt,.vtt,.txt,text/plain"
        small
        onFiles={([file]) => file !== undefined && void take(file)}
      />
      <PasteWords busy={busy()} onText={(text) => void take(text)} />
      <FindWords
        song={props.song}
        ways={ways}
        busy={busy()}
        onFind={(query) => void bring('Asking', (etag) => fetchLyrics(props.song.id, query, etag))}
        isOpen={props.desk.lines().length === 0}
      />
      <HearWords desk={props.desk} song={props.song} ways={ways} />
    </section>
  )
}

function PasteWords(props: { readonly busy: string | undefined; readonly onText: (text: string) => void }) {
  const [text, setText] = createSignal('')
  return (
    <div class="stack tight">
      <label class="field-label" for="paste-words">
        Or paste them, a line each
      </label>
      <textarea
        id="paste-words"
        class="input paste-words"
        rows={5}
        dir="auto"
        value={text()}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <Button
        disabled={text().trim() === ''}
        busyWords={props.busy}
        onClick={() => {
          props.onText(text())
          setText('')
        }}
      >
        Use this text
      </Button>
    </div>
  )
}

function FindWords(props: {
  readonly song: Song
  readonly ways: Ways
  readonly isOpen: boolean
  readonly busy: string | undefined
  readonly onFind: (query: { title: string; artist: string }) => void
}) {
  const [title, setTitle] = createSignal(props.song.title)
  const [artist, setArtist] = createSignal(props.song.artist ?? '')
  return (
    <Show when={props.ways.value()?.lrclib.isOn}>
      <details class="way" open={props.isOpen}>
        <summary>Find them at LRCLIB</summary>
        <div class="stack tight">
          <p class="small muted">
            Title, artist and length are sent to lrclib.net, a free library that people fill.
          </p>
          <TextField label="Title" value={title()} onInput={setTitle} maxLength={200} />
          <TextField label="Artist" value={artist()} onInput={setArtist} maxLength={200} />
          <Button
            icon={<Search aria-hidden="true" />}
            busyWords={props.busy}
            disabled={title().trim() === '' || artist().trim() === ''}
            onClick={() => props.onFind({ title: title(), artist: artist() })}
          >
            Find
          </Button>
        </div>
      </details>
    </Show>
  )
}

/** Lets a model listen, and shows how far it is. Where nobody can listen, that is said. */
function HearWords(props: { readonly desk: Desk; readonly song: Song; readonly ways: Ways }) {
  const [asked, setAsked] = createSignal<string>()
  const [failure, setFailure] = createSignal<string>()
  const jobId = () => asked() ?? props.ways.value()?.jobId ?? undefined
  const followed = createJob(jobId, (job) => {
    setAsked(undefined)
    props.ways.refetch()
    if (job.status === 'failed') setFailure(job.error ?? 'The song could not be listened to.')
    if (job.status === 'succeeded') void showHeard(props.desk)
  })
  const begin = async () => {
    setFailure(undefined)
    try {
      await props.desk.settled()
      setAsked((await transcribeSong(props.song.id)).jobId)
    } catch (error) {
      setFailure(wordsOfError(error).detail)
    }
  }
  return (
    <Show when={props.ways.value()}>
      {(now) => (
        <div class="stack tight way">
          <Show
            when={now().transcription.isOn}
            fallback={<p class="small faint">{now().transcription.why}</p>}
          >
            <Show
              when={jobId()}
              fallback={
                <Button icon={<Ear aria-hidden="true" />} onClick={() => void begin()}>
                  {props.desk.lines().length > 0
                    ? 'Time these words by listening'
                    : 'Listen and write them down'}
                </Button>
              }
            >
              {(id) => (
                <>
                  <Progress label={followed.stage()} value={followed.job()?.progress ?? 0} />
                  <Button onClick={() => void cancelJob(id())}>Cancel</Button>
                </>
              )}
            </Show>
          </Show>
          <ErrorLine text={failure()} />
        </div>
      )}
    </Show>
  )
}

async function showHeard(desk: Desk): Promise<void> {
  const { value, etag } = await getLyrics(desk.songId)
  desk.take(value, etag)
}
