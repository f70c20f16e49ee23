import ArrowLeft from 'lucide-solid/icons/arrow-left'
import Plus from 'lucide-solid/icons/plus'
import { createEffect, createMemo, createSignal, Match, on, onCleanup, onMount, Show, Switch } from 'solid-js'
import { shownRoomCode } from '#core/rooms/code.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { SegmentedControl } from '../ui/Choices.tsx'
import { takeTitleFocus } from '../ui/focus.ts'
import { Skeleton } from '../ui/States.tsx'
import { StatusChip } from '../ui/StatusChip.tsx'
import { AddSongs } from './AddSongs.tsx'
import { createFates, Fates } from './Fates.tsx'
import { History } from './History.tsx'
import { Invite } from './Invite.tsx'
import { lineWords } from './line-words.ts'
import type { Live } from './live.ts'
import { Myself } from './Myself.tsx'
import { NowPlaying, VoteSkip } from './NowPlaying.tsx'
import { People } from './People.tsx'
import { QueueList } from './QueueList.tsx'
import { FloatingReactions, ReactionBar } from './Reactions.tsx'
import { RoomSettingsForm } from './RoomSettingsForm.tsx'
import { SoundBar } from './SoundBar.tsx'
import { Transport } from './Transport.tsx'
import { WishList } from './WishList.tsx'
import './room.css'
import './now-playing.css'

type Panel = 'queue' | 'people' | 'history' | 'room'

const wide = '(min-width: 1024px)'

/** A room on a phone or a desk, for its guests and its hosts. On a phone one part is seen at a time, on a desk two. */
export function RoomView(props: { readonly live: Live }) {
  const [panel, setPanel] = createSignal<Panel>('queue')
  const [adding, setAdding] = createSignal(false)
  const isWide = createMedia(wide)
  const fates = createFates(props.live.room)
  const beside = () => (isWide() && panel() === 'queue' ? 'people' : panel())
  return (
    <div class="room" classList={{ host: props.live.isHost() }}>
      <RoomHeader live={props.live} />
      <NextSaid live={props.live} />
      <FloatingReactions live={props.live} />
      <Show when={props.live.room.state()} fallback={<RoomSkeleton />}>
        <div class="room-columns">
          <div class="room-side">
            <NowPlaying live={props.live}>
              <Show when={props.live.isHost()} fallback={<GuestBar live={props.live} />}>
                <Transport live={props.live} />
              </Show>
              <SoundBar live={props.live} />
            </NowPlaying>
            <Show when={isWide()}>
              <Invite live={props.live} />
            </Show>
          </div>
          <div class="room-main">
            <Fates fates={fates} />
            <Show when={!isWide()}>
              <Panels value={panel()} onChange={setPanel} live={props.live} withQueue />
            </Show>
            <Show when={mayAdd(props.live) && (isWide() || panel() === 'queue')}>
              <Button
                kind="primary"
                size="large"
                class="room-add-button"
                icon={<Plus aria-hidden="true" />}
                onClick={() => setAdding(true)}
              >
                Add a song
              </Button>
            </Show>
            <Show when={isWide() || panel() === 'queue'}>
              <WishList live={props.live} />
              <QueueList live={props.live} />
            </Show>
            <Show when={!isWide()}>
              <PanelPart live={props.live} panel={panel()} withInvite />
            </Show>
          </div>
          <Show when={isWide()}>
            <aside class="room-beside" aria-label="More about the room">
              <Panels value={beside()} onChange={setPanel} live={props.live} withQueue={false} />
              <PanelPart live={props.live} panel={beside()} withInvite={false} />
            </aside>
          </Show>
        </div>
        <AddSongs live={props.live} open={adding()} onClose={() => setAdding(false)} />
      </Show>
    </div>
  )
}

function RoomHeader(props: { readonly live: Live }) {
  const state = () => props.live.room.state()
  let title: HTMLHeadingElement | undefined
  onMount(() => title !== undefined && takeTitleFocus(title))
  createEffect(() => {
    document.title = `${state()?.name ?? 'A room'} · Cuecraft`
  })
  return (
    <header class="room-header">
      <ButtonLink href="/rooms" kind="ghost" class="icon" icon={<ArrowLeft aria-hidden="true" />}>
        <span class="unseen">All rooms</span>
      </ButtonLink>
      <div class="grow">
        <p class="label num">
          {shownRoomCode(state()?.code ?? '')}
          <Show when={props.live.room.line().kind === 'open'}> · {props.live.room.present().size} here</Show>
        </p>
        <h1 ref={title} tabIndex={-1} class="room-title clip">
          {state()?.name ?? 'The room'}
        </h1>
      </div>
      <StatusChip tone={lineWords(props.live).tone}>{lineWords(props.live).words}</StatusChip>
    </header>
  )
}

/** What plays, and what plays next, for whoever hears the page instead of seeing it. */
function NextSaid(props: { readonly live: Live }) {
  const [said, setSaid] = createSignal('')
  const playing = createMemo(() => props.live.playing()?.entry.id)
  createEffect(
    on(
      playing,
      () => {
        const now = props.live.playing()?.entry
        const state = props.live.room.state()
        const next = state?.entries.get(props.live.room.order()[0] ?? '')
        if (now === undefined) return setSaid('Nothing plays.')
        const then = next === undefined ? '' : ` Next: ${next.song.title}.`
        setSaid(`Now: ${now.song.title}, ${now.song.artist ?? 'artist unknown'}.${then}`)
      },
      { defer: true },
    ),
  )
  return (
    <div class="unseen" role="status">
      {said()}
    </div>
  )
}

function GuestBar(props: { readonly live: Live }) {
  return (
    <div class="room-guest-bar">
      <ReactionBar live={props.live} />
      <VoteSkip live={props.live} />
    </div>
  )
}

function Panels(props: {
  readonly live: Live
  readonly value: Panel
  readonly onChange: (panel: Panel) => void
  readonly withQueue: boolean
}) {
  return (
    <SegmentedControl<Panel>
      label="Part of the room"
      hideLabel
      choices={[
        ...(props.withQueue ? [{ value: 'queue' as const, name: 'Queue' }] : []),
        { value: 'people', name: 'People' },
        { value: 'history', name: 'History' },
        { value: 'room', name: 'Room' },
      ]}
      value={props.value}
      onChange={props.onChange}
    />
  )
}

function PanelPart(props: { readonly live: Live; readonly panel: Panel; readonly withInvite: boolean }) {
  return (
    <Switch>
      <Match when={props.panel === 'people'}>
        <People live={props.live} />
      </Match>
      <Match when={props.panel === 'history'}>
        <History live={props.live} />
      </Match>
      <Match when={props.panel === 'room'}>
        <div class="stack">
          <Show when={props.withInvite}>
            <Invite live={props.live} />
          </Show>
          <Myself live={props.live} />
          <Show when={props.live.isHost()}>
            <RoomSettingsForm live={props.live} />
          </Show>
        </div>
      </Match>
    </Switch>
  )
}

function RoomSkeleton() {
  return (
    <div class="stack" aria-busy="true">
      <span class="unseen">Coming in</span>
      <Skeleton height="220px" round />
      <Skeleton height="68px" round />
      <Skeleton height="68px" round />
    </div>
  )
}

function mayAdd(live: Live): boolean {
  const state = live.room.state()
  if (state === undefined || state.status === 'closed') return false
  if (live.isHost()) return true
  return state.settings.mode !== 'host-only' && live.room.me()?.isMuted !== true
}

/** Whether the window fits a media query, as it changes. */
function createMedia(query: string): () => boolean {
  const media = matchMedia(query)
  const [fits, setFits] = createSignal(media.matches)
  const off = new AbortController()
  media.addEventListener('change', () => setFits(media.matches), { signal: off.signal })
  onCleanup(() => off.abort())
  return fits
}
