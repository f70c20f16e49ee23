import { createEffect, createMemo, For, on, onCleanup, onMount, Show } from 'solid-js'
import { shownRoomCode } from '#core/rooms/code.ts'
import { QrCode } from '../sharing/QrCode.tsx'
import { clockOf } from '../ui/words.ts'
import { roomUrl } from './address.ts'
import { Initials } from './Initials.tsx'
import type { Live } from './live.ts'
import { NowLyrics } from './NowLyrics.tsx'
import { addedByWords, ownerOf } from './owner-words.ts'
import { PlayedWave } from './PlayedWave.tsx'
import { FloatingReactions } from './Reactions.tsx'
import { InRoom } from './RoomPage.tsx'
import { keepAwake } from './wake.ts'
import './invite.css'
import './tv.css'

const shownNext = 4

/** The room on a big screen: what plays, what comes, and how to come in. Readable from across the room; nothing to press. */
export function TvPage() {
  return <InRoom isScreen>{(live) => <Screen live={live} />}</InRoom>
}

function Screen(props: { readonly live: Live }) {
  const { room } = props.live
  const song = () => props.live.playing()?.entry.song
  onMount(() => onCleanup(keepAwake()))
  createEffect(() => {
    document.title = `${room.state()?.name ?? 'A room'} on TV · Cuecraft`
  })
  const next = createMemo(() => room.order().slice(0, shownNext))
  return (
    <div class="tv">
      <FloatingReactions live={props.live} />
      <header class="tv-head">
        <h1 class="tv-room clip" tabIndex={-1}>
          {room.state()?.name ?? 'The room'}
        </h1>
        <p class="tv-here num">{room.present().size} here</p>
      </header>
      <section class="tv-now" aria-label="Now playing">
        <p class="tv-label">
          <Show when={song()} fallback="Silence">
            Now · {addedByWords(props.live, props.live.playing()?.entry)}
          </Show>
        </p>
        <p class="tv-title">{song()?.title ?? 'Add the first song'}</p>
        <p class="tv-artist">{song() === undefined ? 'Scan the code with your phone' : song()?.artist}</p>
        <NowLyrics live={props.live} />
        <Show when={song()}>
          {(now) => (
            <div class="tv-position">
              <PlayedWave live={props.live} bars={160} />
              <p class="tv-times num">
                <span>{clockOf(props.live.positionSeconds())}</span>
                <span>{clockOf(now().durationSeconds)}</span>
              </p>
            </div>
          )}
        </Show>
      </section>
      <section class="tv-next" aria-label="Next">
        <p class="tv-label">Next</p>
        <ol>
          <For each={next()} fallback={<li class="tv-none">Nothing waits. The next song is yours.</li>}>
            {(id) => <NextSong live={props.live} entryId={id} />}
          </For>
        </ol>
        <Show when={room.order().length > shownNext}>
          <p class="tv-more num">and {room.order().length - shownNext} more</p>
        </Show>
      </section>
      <Show when={room.state()?.status === 'open' && room.state()?.code}>
        {(code) => (
          <aside class="tv-invite" aria-label="Come in">
            <QrCode text={roomUrl(code())} label={`Link to the room ${shownRoomCode(code())}`} />
            <div>
              <p class="tv-code num">{shownRoomCode(code())}</p>
              <p class="tv-address">{window.location.host}/rooms</p>
            </div>
          </aside>
        )}
      </Show>
      <Said live={props.live} />
    </div>
  )
}

function NextSong(props: { readonly live: Live; readonly entryId: string }) {
  const entry = createMemo(() => props.live.room.state()?.entries.get(props.entryId))
  const owner = () => ownerOf(props.live, entry())
  return (
    <li class="tv-song">
      <Initials name={owner()} memberId={entry()?.addedBy ?? ''} />
      <span class="tv-song-title clip">{entry()?.song.title}</span>
      <span class="tv-song-owner clip">{owner()}</span>
    </li>
  )
}

/** A screen that lost the room says so, small: the queue it shows may be an old one. */
function Said(props: { readonly live: Live }) {
  const isLost = createMemo(() => props.live.room.line().kind === 'broken')
  createEffect(
    on(isLost, (lost) => {
      if (lost) props.live.room.retryNow()
    }),
  )
  return (
    <div class="tv-said" role="status">
      <Show when={isLost()}>Connecting again</Show>
    </div>
  )
}
