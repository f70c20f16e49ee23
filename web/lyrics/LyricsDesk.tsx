import Download from 'lucide-solid/icons/download'
import Keyboard from 'lucide-solid/icons/keyboard'
import { createMemo, createSignal, lazy, onCleanup, onMount, Show, Suspense } from 'solid-js'
import { lyricsFileUrl, songFileUrl } from '../api/calls.ts'
import type { Lyrics, Song } from '../api/shapes.ts'
import { createSound } from '../player/clock.ts'
import { PlayButton } from '../player/PlayButton.tsx'
import { SongWave } from '../songs/SongWave.tsx'
import { Announce } from '../ui/Announce.tsx'
import { ButtonLink, IconButton } from '../ui/Button.tsx'
import { ErrorLine } from '../ui/ErrorLine.tsx'
import { Menu } from '../ui/Menu.tsx'
import { PageHeader } from '../ui/Page.tsx'
import { counted } from '../ui/words.ts'
import { BringWords } from './BringWords.tsx'
import { createDesk, type Desk } from './desk.ts'
import { deskKeys, pressKey } from './keys.ts'
import { LineList } from './LineList.tsx'
import { SaveLine } from './SaveLine.tsx'
import { TapBar } from './TapBar.tsx'

const KeysDialog = lazy(async () => ({ default: (await import('../ui/KeysDialog.tsx')).KeysDialog }))

/** The words beside the sound: everything that can be done to them, on one page. */
export function LyricsDesk(props: { readonly song: Song; readonly lyrics: Lyrics; readonly etag: string }) {
  const songSeconds = props.song.durationMs / 1000
  const clock = createSound(songFileUrl(props.song.id), () => songSeconds)
  const { lyrics, etag, song } = props
  const desk = createDesk({ songId: song.id, songSeconds, lyrics, etag, clock })
  const [isSlow, setSlow] = createSignal(false)
  const [isAsking, setAsking] = createSignal(false)
  const slow = (next: boolean) => {
    setSlow(next)
    clock.setSpeed(next ? 0.5 : 1)
  }
  listenToKeys(desk, { toggle: () => slow(!isSlow()), ask: () => setAsking(true) })
  onMount(() => void desk.restoring.restore())
  const starts = createMemo(() => desk.lines().map(({ startSeconds }) => startSeconds))
  const hasLines = () => desk.lines().length > 0
  return (
    <div class="lyrics-page">
      <PageHeader over="Words" title={props.song.title} note={<Note desk={desk} />}>
        <ButtonLink href={`/songs/${props.song.id}`} kind="ghost">
          Back to the song
        </ButtonLink>
        <Show when={hasLines()}>
          <ExportMenu song={props.song} />
          <IconButton
            label="Keys"
            size="large"
            icon={<Keyboard aria-hidden="true" />}
            onClick={() => setAsking(true)}
          />
          <PlayButton clock={clock} name={props.song.title} />
        </Show>
      </PageHeader>
      <SaveLine desk={desk} />
      <Show when={props.song.status !== 'failed'}>
        <section class="card wave-card" aria-label="Waveform">
          <SongWave song={props.song} clock={clock} heightPixels={88} cutSeconds={starts()} />
        </section>
      </Show>
      <ErrorLine text={clock.failed() ? 'This browser could not play the file.' : undefined} />
      <div class="lyrics-columns" data-empty={!hasLines()}>
        <Show when={hasLines()}>
          <LineList desk={desk} />
        </Show>
        <BringWords desk={desk} song={props.song} />
      </div>
      <Show when={hasLines()}>
        <TapBar desk={desk} isSlow={isSlow()} onSlow={slow} />
      </Show>
      <Announce text={saidOf(desk)} />
      <Suspense>
        <Show when={isAsking()}>
          <KeysDialog groups={[{ lines: deskKeys }]} onClose={() => setAsking(false)} />
        </Show>
      </Suspense>
    </div>
  )
}

function Note(props: { readonly desk: Desk }) {
  const guesses = () => props.desk.lines().filter(({ isGuess }) => isGuess).length
  return (
    <Show when={props.desk.lines().length > 0} fallback="No words yet: bring them, or let them be heard.">
      <span class="num">{counted(props.desk.lines().length, 'line')}</span>
      <Show when={guesses() > 0} fallback=", all timed">
        , <span class="num">{guesses()}</span> of them at a guessed time: tap along to put them right
      </Show>
    </Show>
  )
}

/** What a screen reader is told of a tap. */
function saidOf(desk: Desk): string {
  const last = desk.lines()[desk.at() - 1]
  return last === undefined || last.isGuess ? '' : `${last.text}: ${last.startSeconds.toFixed(2)} seconds`
}

function ExportMenu(props: { readonly song: Song }) {
  const save = (end: Parameters<typeof lyricsFileUrl>[1], name: string) => ({
    kind: 'action' as const,
    name,
    onSelect: () => {
      const link = document.createElement('a')
      link.href = lyricsFileUrl(props.song.id, end)
      link.download = ''
      link.click()
    },
  })
  return (
    <Menu
      label="Save the words as a file"
      icon={() => <Download aria-hidden="true" />}
      triggerClass="button icon large"
      heading="Save as a file"
      items={[
        save('srt', 'SRT subtitles'),
        save('vtt', 'WebVTT subtitles'),
        save('lrc', 'LRC, by line'),
        save('lrc?words=true', 'LRC, by word'),
      ]}
    />
  )
}

/** Keys work wherever no text is typed and no button is pressed by them. */
function listenToKeys(desk: Desk, does: { readonly toggle: () => void; readonly ask: () => void }): void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (desk.lines().length === 0 || !isForTheDesk(event)) return
    if (event.key === '?') does.ask()
    else if (!pressKey(desk, event, does)) return
    event.preventDefault()
  }
  onMount(() => window.addEventListener('keydown', onKeyDown))
  onCleanup(() => window.removeEventListener('keydown', onKeyDown))
}

function isForTheDesk(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : document.body
  if (event.defaultPrevented || document.querySelector('[role=dialog]') !== null) return false
  if (target.closest('input, textarea, select, [role=menu], [role=slider]') !== null) return false
  const presses = event.key === 'Enter' || event.key === ' '
  return !presses || target.closest('.tap-button') !== null || target.closest('button, a, summary') === null
}
