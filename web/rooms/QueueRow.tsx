import ArrowUpToLine from 'lucide-solid/icons/arrow-up-to-line'
import ChevronUp from 'lucide-solid/icons/chevron-up'
import EllipsisVertical from 'lucide-solid/icons/ellipsis-vertical'
import GripVertical from 'lucide-solid/icons/grip-vertical'
import Trash from 'lucide-solid/icons/trash'
import Zap from 'lucide-solid/icons/zap'
import { createMemo, Show } from 'solid-js'
import type { QueueEntry } from '#core/queue/entry.ts'
import { pendingEntryId } from '#core/rooms/overlay.ts'
import { reachOf } from '#core/rooms/roles.ts'
import { Menu } from '../ui/Menu.tsx'
import type { MenuItem } from '../ui/menu-props.ts'
import { clockOf, counted } from '../ui/words.ts'
import type { Carry } from './carry.ts'
import { Initials } from './Initials.tsx'
import type { Live } from './live.ts'
import { ownerOf } from './owner-words.ts'
import { waitWords } from './waits.ts'
import './queue.css'

/** A song that waits: whose it is, why it stands here, and what this person may do with it. */
export function QueueRow(props: {
  readonly live: Live
  readonly entryId: string
  readonly place: number
  readonly top: number
  readonly waitSeconds: number
  readonly isCarried: boolean
  readonly carry: Carry
  readonly whyOf: (entry: QueueEntry) => string
}) {
  const state = () => props.live.room.state()
  // The last one that was there: a row that is about to go away still has its words.
  const entry = createMemo<ReturnType<typeof found>>((before) => found() ?? before)
  function found() {
    return state()?.entries.get(props.entryId)
  }
  const isMine = () => entry()?.addedBy === props.live.room.entry.memberId
  const owner = () => ownerOf(props.live, entry())
  const note = () => {
    const now = entry()
    if (now === undefined) return ''
    if (isMine()) return `You · ${waitWords({ songsBefore: props.place, seconds: props.waitSeconds })}`
    return props.whyOf(now).replace(/\.$/, '')
  }
  const isOnItsWay = () =>
    props.live.room.unanswered().some(({ operation }) => pendingEntryId(operation.id) === props.entryId)
  return (
    <li
      class="room-row"
      classList={{ mine: isMine(), carried: props.isCarried, pending: isOnItsWay() }}
      style={{ transform: `translateY(${props.top}px)` }}
      aria-setsize={props.live.room.order().length}
      aria-posinset={props.place + 1}
    >
      <Show
        when={may(props.live, 'move', isMine())}
        fallback={<span class="room-row-place num">{props.place + 1}</span>}
      >
        <button
          type="button"
          class="room-grip"
          aria-label={`Move ${entry()?.song.title}, place ${props.place + 1}`}
          aria-pressed={props.isCarried}
          onPointerDown={(event) => props.carry.begin(props.entryId, event)}
          onKeyDown={(event) => props.carry.key(props.entryId, event)}
          onBlur={() => props.carry.leave()}
        >
          <GripVertical aria-hidden="true" />
        </button>
      </Show>
      <Initials name={owner()} memberId={entry()?.addedBy ?? ''} />
      <div class="room-row-words grow">
        <p class="room-row-title clip">{entry()?.song.title}</p>
        <p class="room-row-note clip num">{note()}</p>
      </div>
      <span class="room-row-length num small muted">{clockOf(entry()?.song.durationSeconds ?? 0)}</span>
      <Show when={state()?.settings.mode === 'votes'}>
        <Vote live={props.live} entryId={props.entryId} />
      </Show>
      <Show when={itemsOf(props.live, props.entryId, isMine()).length > 0}>
        <Menu
          label={`More for ${entry()?.song.title}`}
          icon={() => <EllipsisVertical aria-hidden="true" />}
          items={itemsOf(props.live, props.entryId, isMine())}
        />
      </Show>
    </li>
  )
}

function Vote(props: { readonly live: Live; readonly entryId: string }) {
  const entry = () => props.live.room.state()?.entries.get(props.entryId)
  const isMine = () => entry()?.votes.includes(props.live.room.entry.memberId) === true
  const count = () => entry()?.votes.length ?? 0
  return (
    <button
      type="button"
      class="button room-vote num"
      aria-pressed={isMine()}
      aria-label={`${counted(count(), 'vote')} for ${entry()?.song.title}. ${isMine() ? 'Take yours back' : 'Vote for it'}`}
      onClick={() => props.live.room.wish({ kind: 'vote', entryId: props.entryId, isFor: !isMine() })}
    >
      <ChevronUp aria-hidden="true" />
      {count()}
    </button>
  )
}

/** Whether this person may ask for it, by the room's own table. */
function may(live: Live, kind: 'move' | 'boost' | 'remove', isMine: boolean): boolean {
  const [me, state] = [live.room.me(), live.room.state()]
  if (me === undefined || state === undefined || state.status === 'closed') return false
  if (me.isMuted && me.role === 'guest' && kind !== 'remove') return false
  const reach = reachOf(kind, me.role, state.settings.mode)
  return reach === 'all' || (reach === 'own' && isMine)
}

function itemsOf(live: Live, entryId: string, isMine: boolean): readonly MenuItem[] {
  const { room } = live
  const items: MenuItem[] = []
  if (live.isHost() && may(live, 'move', isMine))
    items.push({
      kind: 'action',
      name: 'Play next',
      icon: () => <ArrowUpToLine aria-hidden="true" />,
      onSelect: () => room.wish({ kind: 'move', entryId, afterId: null }),
    })
  else if (may(live, 'boost', isMine) && room.state()?.entries.get(entryId)?.pin === null)
    items.push({
      kind: 'action',
      name: 'Boost: play it next',
      icon: () => <Zap aria-hidden="true" />,
      onSelect: () => room.wish({ kind: 'boost', entryId }),
    })
  if (may(live, 'remove', isMine))
    items.push({
      kind: 'action',
      name: 'Take out',
      icon: () => <Trash aria-hidden="true" />,
      danger: true,
      onSelect: () => room.wish({ kind: 'remove', entryId }),
    })
  return items
}
