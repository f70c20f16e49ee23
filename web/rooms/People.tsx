import EllipsisVertical from 'lucide-solid/icons/ellipsis-vertical'
import { createMemo, createSignal, For, Show } from 'solid-js'
import type { Role } from '#core/rooms/event.ts'
import type { Member } from '#core/rooms/state.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Menu } from '../ui/Menu.tsx'
import type { MenuItem } from '../ui/menu-props.ts'
import { counted } from '../ui/words.ts'
import { driftWords } from './drift-words.ts'
import { Initials } from './Initials.tsx'
import type { Live } from './live.ts'
import './people.css'

const roleNames: Readonly<Record<Role, string>> = { host: 'Host', cohost: 'Co-host', guest: 'Guest' }
const rank: Readonly<Record<Role, number>> = { host: 0, cohost: 1, guest: 2 }

/** Everybody of the night: who is here, who was, and what a host may do about each. */
export function People(props: { readonly live: Live }) {
  const { room } = props.live
  const [sending, setSending] = createSignal<Member>()
  const everybody = createMemo(() =>
    [...(room.state()?.members.values() ?? [])].toSorted(
      (one, other) =>
        Number(room.present().has(other.id)) - Number(room.present().has(one.id)) ||
        rank[one.role] - rank[other.role] ||
        one.name.localeCompare(other.name),
    ),
  )
  return (
    <section aria-labelledby="room-people-title">
      <h2 id="room-people-title" class="label">
        {room.present().size} here
      </h2>
      <ul class="room-people">
        <For each={everybody()}>
          {(member) => (
            <li class="room-person" classList={{ away: !room.present().has(member.id) }}>
              <Initials name={member.name} memberId={member.id} />
              <div class="grow">
                <p class="room-row-title clip">
                  {member.name}
                  <Show when={member.id === room.entry.memberId}>
                    <span class="muted"> (you)</span>
                  </Show>
                </p>
                <p class="room-row-note clip num">{personNote(props.live, member)}</p>
              </div>
              <Show when={room.drifts().get(member.id)}>
                {(milliseconds) => <span class="small muted num">{driftWords(milliseconds())}</span>}
              </Show>
              <Show when={itemsFor(props.live, member, setSending).length > 0}>
                <Menu
                  label={`More for ${member.name}`}
                  icon={() => <EllipsisVertical aria-hidden="true" />}
                  items={itemsFor(props.live, member, setSending)}
                />
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={sending()}>
        {(member) => (
          <ConfirmDialog
            open
            title={`Ban ${member().name}?`}
            text="They are sent out and cannot come in again until you let them. Their songs that wait are taken out."
            confirmWords="Ban"
            keepWords="Let them stay"
            onConfirm={() => {
              room.wish({ kind: 'ban', memberId: member().id })
              setSending(undefined)
            }}
            onClose={() => setSending(undefined)}
          />
        )}
      </Show>
    </section>
  )
}

function personNote(live: Live, member: Member): string {
  if (member.standing === 'banned') return 'Banned'
  if (member.standing === 'kicked') return 'Sent out'
  const turns = member.turns === 0 ? 'no song yet' : `${counted(member.turns, 'song')} played`
  return [
    roleNames[member.role],
    member.isMuted ? 'muted' : undefined,
    live.room.state()?.settings.mode === 'fair' ? turns : undefined,
    live.room.present().has(member.id) ? undefined : 'away',
  ]
    .filter(Boolean)
    .join(' · ')
}

function itemsFor(live: Live, member: Member, ban: (member: Member) => void): readonly MenuItem[] {
  const { room } = live
  const me = room.me()
  if (!live.isHost() || me === undefined || member.id === me.id || member.role === 'host') return []
  const memberId = member.id
  const action = (name: string, onSelect: () => void, danger = false): MenuItem => ({
    kind: 'action',
    name,
    onSelect,
    danger,
  })
  if (member.standing !== 'in')
    return [action('Let in again', () => room.wish({ kind: 'readmit', memberId }))]
  const roles: MenuItem[] =
    me.role !== 'host'
      ? []
      : member.role === 'guest'
        ? [action('Make a co-host', () => room.wish({ kind: 'give-role', memberId, role: 'cohost' }))]
        : [action('Make a guest again', () => room.wish({ kind: 'give-role', memberId, role: 'guest' }))]
  if (member.role === 'cohost' && me.role !== 'host') return []
  return [
    ...roles,
    member.isMuted
      ? action('Let add and vote again', () => room.wish({ kind: 'mute', memberId, isMuted: false }))
      : action('Mute: no adding, no votes', () => room.wish({ kind: 'mute', memberId, isMuted: true })),
    { kind: 'line' },
    action('Send out', () => room.wish({ kind: 'kick', memberId }), true),
    action('Ban', () => ban(member), true),
  ]
}
