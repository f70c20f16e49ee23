import { A } from '@solidjs/router'
import Plus from 'lucide-solid/icons/plus'
import Radio from 'lucide-solid/icons/radio'
import { createSignal, For, Show } from 'solid-js'
import { shownRoomCode } from '#core/rooms/code.ts'
import { currentAccount, sessionState } from '../accounts/session.ts'
import { createLoaded } from '../api/loaded.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { PageHeader, SectionHead } from '../ui/Page.tsx'
import { EmptyState, LoadedView, Skeleton } from '../ui/States.tsx'
import { agoOf, counted } from '../ui/words.ts'
import { roomPath } from './address.ts'
import { listRooms, type Room } from './calls.ts'
import { JoinByCode } from './JoinByCode.tsx'
import { MakeRoom } from './MakeRoom.tsx'
import { keptMemberships, type Membership } from './memberships.ts'
import { RoomCard } from './RoomCard.tsx'
import './rooms.css'

/** The rooms one hosts, the way to make one, and the way into anybody's by its code. */
export function Rooms() {
  const account = () => currentAccount()
  return (
    <div class="with-main-action">
      <Show when={account()} fallback={<Guest />}>
        <Hosted />
      </Show>
      <Visited />
    </div>
  )
}

function Hosted() {
  const rooms = createLoaded(() => true, listRooms)
  const [making, setMaking] = createSignal(false)
  const open = () => rooms.value()?.filter((room) => room.status !== 'closed') ?? []
  const closed = () => rooms.value()?.filter((room) => room.status === 'closed') ?? []
  return (
    <>
      <PageHeader
        title="Rooms"
        note={<Show when={open().length}>{(count) => `${counted(count(), 'room')} open`}</Show>}
      >
        <Show when={rooms.value()?.length}>
          <Button
            kind="primary"
            class="main-action"
            icon={<Plus aria-hidden="true" />}
            onClick={() => setMaking(true)}
          >
            Make a room
          </Button>
        </Show>
      </PageHeader>
      <LoadedView of={rooms} loading={<Skeleton height="180px" round />}>
        {(all) => (
          <Show
            when={all().length > 0}
            fallback={
              <EmptyState
                icon={<Radio />}
                title="One queue, everybody's phone"
                text="Make a room and show its code. Guests come in with a name and no account, add from your songs, and take fair turns."
              >
                <Button kind="primary" icon={<Plus aria-hidden="true" />} onClick={() => setMaking(true)}>
                  Make a room
                </Button>
              </EmptyState>
            }
          >
            <RoomCards rooms={open()} onChanged={rooms.refetch} />
            <Show when={closed().length > 0}>
              <SectionHead title="Nights that were" note={counted(closed().length, 'room')} />
              <RoomCards rooms={closed()} onChanged={rooms.refetch} />
            </Show>
          </Show>
        )}
      </LoadedView>
      <SectionHead title="Go into another room" />
      <JoinByCode />
      <MakeRoom open={making()} onClose={() => setMaking(false)} />
    </>
  )
}

function RoomCards(props: { readonly rooms: readonly Room[]; readonly onChanged: () => void }) {
  return (
    <ul class="room-cards">
      <For each={props.rooms}>
        {(room) => (
          <li>
            <RoomCard room={room} onDeleted={props.onChanged} onForked={props.onChanged} />
          </li>
        )}
      </For>
    </ul>
  )
}

function Guest() {
  return (
    <>
      <PageHeader title="Rooms" note="Type the code that the host shows. You need a name, no account." />
      <JoinByCode />
      <Show when={sessionState() === 'out'}>
        <p class="room-sign-in muted">
          Do you want to host a room yourself? <A href="/sign-in?to=%2Frooms">Sign in</A> and make one.
        </p>
      </Show>
    </>
  )
}

/** Rooms of others this device has been in: they open also without a network. */
function Visited() {
  const visited = () => {
    const accountId = sessionState() === 'out' ? null : currentAccount()?.id
    return keptMemberships(accountId).filter(
      (each) => !each.isScreen && (each.accountId === null || sessionState() === 'unknown'),
    )
  }
  return (
    <Show when={visited().length > 0}>
      <SectionHead title="Where you have been" />
      <ul class="room-cards">
        <For each={visited()}>{(membership) => <VisitedRoom membership={membership} />}</For>
      </ul>
    </Show>
  )
}

function VisitedRoom(props: { readonly membership: Membership }) {
  const seen = () => new Date(props.membership.seenMs).toISOString()
  return (
    <li class="card room-card">
      <div class="grow">
        <p class="room-card-name clip">{props.membership.roomName}</p>
        <p class="small muted num">
          {shownRoomCode(props.membership.code)} · {agoOf(seen(), Date.now())}
        </p>
      </div>
      <ButtonLink href={roomPath(props.membership.code)}>Open</ButtonLink>
    </li>
  )
}
