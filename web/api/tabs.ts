/** Tabs of one browser that work on the same document know of one another. */
import { type Accessor, createSignal, onCleanup } from 'solid-js'

type Message =
  | { readonly kind: 'who' | 'here' | 'gone'; readonly tabId: string }
  | { readonly kind: 'saved'; readonly tabId: string; readonly etag: string }

/** What a tab knows of the others. */
export type Tabs = {
  readonly tabId: string
  /** The other tabs that work on this document now. */
  readonly others: Accessor<readonly string[]>
  readonly tellSaved: (etag: string) => void
}

/** Listens to the other tabs of a document. `onSaved` hears the tag of what another one saved. */
export function createTabs(documentId: string, onSaved: (etag: string) => void): Tabs {
  const tabId = crypto.getRandomValues(new Uint32Array(2)).join('-')
  const [others, setOthers] = createSignal<readonly string[]>([])
  // Very old browsers have none: there a save that meets another is still a conflict that shows both.
  const channel =
    typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`cuecraft-${documentId}`)
  const tell = (message: Message) => channel?.postMessage(message)
  const hear = (message: Message) => {
    if (message.kind === 'gone') setOthers((all) => all.filter((id) => id !== message.tabId))
    else setOthers((all) => (all.includes(message.tabId) ? all : [...all, message.tabId]))
    if (message.kind === 'who') tell({ kind: 'here', tabId })
    if (message.kind === 'saved') onSaved(message.etag)
  }
  channel?.addEventListener('message', (event: MessageEvent<Message>) => hear(event.data))
  const leave = () => tell({ kind: 'gone', tabId })
  window.addEventListener('pagehide', leave)
  tell({ kind: 'who', tabId })
  onCleanup(() => {
    window.removeEventListener('pagehide', leave)
    leave()
    channel?.close()
  })
  return { tabId, others, tellSaved: (etag) => tell({ kind: 'saved', tabId, etag }) }
}

/** How long other tabs are given to say that they are there. They answer between two frames unless they are asleep. */
export const presenceMs = 120
