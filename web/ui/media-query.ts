/** What the screen is like, as state. */
import { type Accessor, createSignal, onCleanup } from 'solid-js'

/** Whether a media query holds, now and whenever that changes. */
export function createMedia(query: string): Accessor<boolean> {
  const list = matchMedia(query)
  const [holds, setHolds] = createSignal(list.matches)
  const listen = () => setHolds(list.matches)
  list.addEventListener('change', listen)
  onCleanup(() => list.removeEventListener('change', listen))
  return holds
}
