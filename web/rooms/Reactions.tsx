import FaceGrinning from 'lucide-solid/icons/face-grinning'
import Flame from 'lucide-solid/icons/flame'
import Hand from 'lucide-solid/icons/hand'
import Heart from 'lucide-solid/icons/heart'
import PartyPopper from 'lucide-solid/icons/party-popper'
import Sparkles from 'lucide-solid/icons/sparkles'
import { createSignal, For, type JSX, onCleanup } from 'solid-js'
import type { Reaction } from '#core/rooms/message.ts'
import type { Live } from './live.ts'
import './now-playing.css'
import './reactions.css'

type Look = { readonly name: string; readonly icon: () => JSX.Element }

const looks: Readonly<Record<Reaction, Look>> = {
  heart: { name: 'Love', icon: () => <Heart aria-hidden="true" /> },
  fire: { name: 'Fire', icon: () => <Flame aria-hidden="true" /> },
  clap: { name: 'Applause', icon: () => <Hand aria-hidden="true" /> },
  laugh: { name: 'Laughter', icon: () => <FaceGrinning aria-hidden="true" /> },
  wow: { name: 'Wow', icon: () => <Sparkles aria-hidden="true" /> },
  dance: { name: 'Dance', icon: () => <PartyPopper aria-hidden="true" /> },
}

/** What can be thrown onto the screen of the room. */
export function ReactionBar(props: { readonly live: Live }) {
  return (
    <fieldset class="room-reactions">
      <legend class="unseen">Send a reaction to the screen</legend>
      <For each={Object.entries(looks)}>
        {([reaction, look]) => (
          <button
            type="button"
            class="button ghost icon round"
            data-reaction={reaction}
            aria-label={look.name}
            title={look.name}
            disabled={props.live.room.line().kind !== 'open'}
            onClick={() => props.live.room.send({ type: 'react', reaction: reaction as Reaction })}
          >
            {look.icon()}
          </button>
        )}
      </For>
    </fieldset>
  )
}

type Floating = {
  readonly id: number
  readonly reaction: Reaction
  /** From the left, in percent. */
  readonly at: number
  readonly name: string
}

const floatsForMs = 3_200
const mostFloating = 30

/** Reactions of everybody, rising over the page with the name of who sent them. */
export function FloatingReactions(props: { readonly live: Live }) {
  const [floating, setFloating] = createSignal<readonly Floating[]>([])
  let count = 0
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const stop = props.live.room.onMessage((message) => {
    if (message.type !== 'reactions') return
    const fresh = message.items.map(({ memberId, reaction }): Floating => {
      count += 1
      const name = props.live.room.state()?.members.get(memberId)?.name ?? ''
      // The golden ratio spreads them without two beside each other landing in one place.
      return { id: count, reaction, at: 8 + ((count * 61.8) % 84), name }
    })
    setFloating((before) => [...before, ...fresh].slice(-mostFloating))
    const timer = setTimeout(() => {
      timers.delete(timer)
      setFloating((before) => before.filter((each) => !fresh.includes(each)))
    }, floatsForMs)
    timers.add(timer)
  })
  onCleanup(() => {
    stop()
    for (const timer of timers) clearTimeout(timer)
  })
  return (
    <div class="room-floating" aria-hidden="true">
      <For each={floating()}>
        {(each) => (
          <span class="room-float" data-reaction={each.reaction} style={{ left: `${each.at}%` }}>
            {looks[each.reaction].icon()}
            <span class="small">{each.name}</span>
          </span>
        )}
      </For>
    </div>
  )
}
