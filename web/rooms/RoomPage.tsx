import { useParams } from '@solidjs/router'
import DoorClosed from 'lucide-solid/icons/door-closed'
import { createEffect, createMemo, createSignal, type JSX, Match, Show, Switch } from 'solid-js'
import { parseRoomCode, shownRoomCode } from '#core/rooms/code.ts'
import type { GoodbyeCode } from '#core/rooms/message.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { PageHeader } from '../ui/Page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/States.tsx'
import { roomPath } from './address.ts'
import { createEntrance } from './entrance.ts'
import { JoinByCode } from './JoinByCode.tsx'
import { JoinRoom } from './JoinRoom.tsx'
import { createLive, type Live } from './live.ts'
import { keepMembership, type Membership } from './memberships.ts'
import { RoomView } from './RoomView.tsx'
import { type AfterGoodbye, afterGoodbye, goodbyeWords } from './retry.ts'
import './rooms.css'

/** A room by its code: a name is asked for once, then it is the guest's phone, or the host's desk. */
export function RoomPage() {
  return <InRoom isScreen={false}>{(live) => <RoomView live={live} />}</InRoom>
}

/** What is inside a room, once this device is let in; before that, whatever stands in the way. */
export function InRoom(props: {
  readonly isScreen: boolean
  readonly children: (live: Live) => JSX.Element
}) {
  const params = useParams<{ code: string }>()
  const code = createMemo(() => parseRoomCode(params.code))
  return (
    <Show
      when={code()}
      keyed
      fallback={<NoSuchRoom text="A code has six letters and figures, such as K7M-2QX." />}
    >
      {(wanted) => <Entrance code={wanted} isScreen={props.isScreen} inside={props.children} />}
    </Show>
  )
}

function Entrance(props: {
  readonly code: string
  readonly isScreen: boolean
  readonly inside: (live: Live) => JSX.Element
}) {
  const entrance = createEntrance(props.code, props.isScreen)
  const found = <K extends ReturnType<typeof entrance.state>['kind']>(kind: K) => {
    const state = entrance.state()
    return state.kind === kind ? (state as Extract<typeof state, { kind: K }>) : undefined
  }
  return (
    <Switch fallback={<Waiting />}>
      <Match when={found('inside')?.membership} keyed>
        {(membership) => (
          <Inside membership={membership} inside={props.inside} onJoinAgain={entrance.joinAgain} />
        )}
      </Match>
      <Match when={found('asks-name')}>
        {(asks) => <JoinRoom door={asks().door} code={props.code} onJoined={entrance.enter} />}
      </Match>
      <Match when={found('no-room')}>
        <NoSuchRoom text="Rooms close when the night is over, and hosts can change the code. Ask for the one that holds now." />
      </Match>
      <Match when={found('failed')}>
        {(failed) => (
          <>
            <PageHeader title={`Room ${shownRoomCode(props.code)}`} />
            <ErrorState error={failed().error} onRetry={entrance.retry} />
          </>
        )}
      </Match>
    </Switch>
  )
}

function Inside(props: {
  readonly membership: Membership
  readonly inside: (live: Live) => JSX.Element
  readonly onJoinAgain: () => void
}) {
  const live = createLive(props.membership, props.membership.isScreen)
  const ended = () => {
    const line = live.room.line()
    return line.kind === 'ended' ? line : undefined
  }
  const [code, setCode] = createSignal(props.membership.code)
  createEffect(() => {
    const state = live.room.state()
    if (state === undefined || state.code === '') return
    if (state.code !== code()) moveTo(setCode(state.code), props.membership.isScreen)
    keepMembership({ ...props.membership, code: state.code, roomName: state.name, seenMs: Date.now() })
  })
  createEffect(() => {
    // A host whose way in has expired has another: the session.
    if (ended()?.code === 'token-not-valid' && props.membership.accountId !== null) props.onJoinAgain()
  })
  return (
    <Show when={ended()} fallback={props.inside(live)}>
      {(end) => (
        <Ended
          name={live.room.state()?.name ?? 'The room'}
          code={end().code}
          onJoinAgain={props.onJoinAgain}
        />
      )}
    </Show>
  )
}

/** The room has sent this device away: why, and the way on where there is one. */
function Ended(props: {
  readonly name: string
  readonly code: GoodbyeCode
  readonly onJoinAgain: () => void
}) {
  const isThen = (what: AfterGoodbye) => afterGoodbye(props.code) === what
  return (
    <>
      <PageHeader title={props.name} />
      <EmptyState
        icon={<DoorClosed />}
        title={goodbyeWords[props.code].title}
        text={goodbyeWords[props.code].text}
      >
        <Show when={isThen('join-again')}>
          <Button kind="primary" onClick={() => props.onJoinAgain()}>
            Join again
          </Button>
        </Show>
        <Show when={isThen('reload')}>
          <Button kind="primary" onClick={() => window.location.reload()}>
            Reload
          </Button>
        </Show>
        <Show when={isThen('type-code')} fallback={<ButtonLink href="/rooms">All rooms</ButtonLink>}>
          <JoinByCode isScreen />
        </Show>
      </EmptyState>
    </>
  )
}

/** The code was changed: the address says the new one, so that a reload finds the room. */
function moveTo(code: string, isScreen: boolean): void {
  window.history.replaceState(window.history.state, '', roomPath(code, isScreen))
}

function NoSuchRoom(props: { readonly text: string }) {
  return (
    <>
      <PageHeader title="No room here" />
      <EmptyState icon={<DoorClosed />} title="This code leads to no room" text={props.text}>
        <ButtonLink href="/rooms" kind="primary">
          Type another code
        </ButtonLink>
      </EmptyState>
    </>
  )
}

function Waiting() {
  return (
    <div class="stack" aria-busy="true">
      <span class="unseen">Looking for the room</span>
      <Skeleton height="44px" width="240px" />
      <Skeleton height="220px" round />
    </div>
  )
}
