import X from 'lucide-solid/icons/x'
import { type Accessor, createSignal, For, onCleanup, Show } from 'solid-js'
import { IconButton } from '../ui/Button.tsx'
import { say } from '../ui/toast.ts'
import { counted } from '../ui/words.ts'
import type { RoomStore } from './store.ts'
import { canUndo, doneWords, fateWords, refusedWords } from './wish-words.ts'
import type { Fate } from './wishes.ts'
import './wishes.css'

/** What became of wishes that were made without a line to the room. */
export type FateList = { readonly list: Accessor<readonly Fate[]>; readonly clear: () => void }

/**
 * Tells what becomes of wishes: at once and with a way back where there was a line, and together, in a list that stays,
 * where there was none.
 */
export function createFates(room: RoomStore): FateList {
  const [list, setList] = createSignal<readonly Fate[]>([])
  onCleanup(
    room.onFate((fate) => {
      if (fate.kept.isFromOffline) setList((before) => [...before, fate])
      else tell(room, fate)
    }),
  )
  return { list, clear: () => setList([]) }
}

function tell(room: RoomStore, { kept, outcome }: Fate): void {
  const { wish } = kept.operation
  const title = kept.song?.title
  if (outcome.kind === 'refused') {
    void say({ tone: 'bad', title: refusedWords(wish, title), text: outcome.detail })
    return
  }
  const words = doneWords(wish, title)
  const { seq } = outcome
  if (words === undefined || seq === null) return
  void say({
    tone: 'good',
    title: words,
    replaces: 'room-wish',
    ...(canUndo(wish) ? { action: { name: 'Undo', onSelect: () => room.wish({ kind: 'undo', seq }) } } : {}),
  })
}

/** The list, once there is something in it. */
export function Fates(props: { readonly fates: FateList }) {
  const refused = () => props.fates.list().filter(({ outcome }) => outcome.kind === 'refused').length
  return (
    <div role="status">
      <Show when={props.fates.list().length > 0}>
        <div class="card room-fates">
          <div class="row between">
            <p class="room-row-title">
              {counted(props.fates.list().length, 'change')} made offline
              <Show when={refused() > 0}>, {refused()} not taken</Show>
            </p>
            <IconButton
              kind="ghost"
              label="Close this list"
              icon={<X aria-hidden="true" />}
              onClick={() => props.fates.clear()}
            />
          </div>
          <ul>
            <For each={props.fates.list()}>
              {(fate) => (
                <li class="small" classList={{ 'field-error': fate.outcome.kind === 'refused' }}>
                  {fateWords(fate)}
                </li>
              )}
            </For>
          </ul>
        </div>
      </Show>
    </div>
  )
}
