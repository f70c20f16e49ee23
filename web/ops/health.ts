/** Whether we have a network, and whether every part of Cuecraft answers. */
import { createSignal, onCleanup, onMount } from 'solid-js'

const [offline, setOffline] = createSignal(!navigator.onLine)
const [downParts, setDownParts] = createSignal<readonly string[]>([])

/** No network at all, as the browser sees it. */
export const isOffline = offline

/** The parts that do not answer, in words. */
export const partsDown = downParts

const names: Readonly<Record<string, string>> = {
  database: 'the database',
  storage: 'the storage',
  mediaService: 'the media service',
}

/** Reads a readiness report; anything else means that nothing can be said, so nothing is claimed. */
export function downPartsOf(report: unknown): readonly string[] {
  if (typeof report !== 'object' || report === null || !('parts' in report)) return []
  const { parts } = report
  if (typeof parts !== 'object' || parts === null) return []
  return Object.entries(parts)
    .filter(([, part]) => (part as { status?: unknown } | null)?.status === 'down')
    .map(([name]) => names[name] ?? name)
}

/** Watches both while the component lives: the network by events, the parts once a minute while somebody looks. */
export function createHealthWatch(): void {
  onMount(() => {
    const off = new AbortController()
    const ask = async () => {
      if (document.hidden || !navigator.onLine) return
      try {
        const answer = await fetch('/readyz', { signal: AbortSignal.timeout(10_000) })
        setDownParts(downPartsOf(await answer.json()))
      } catch {
        setDownParts([])
      }
    }
    const timer = setInterval(ask, 60_000)
    const { signal } = off
    window.addEventListener('offline', () => setOffline(true), { signal })
    window.addEventListener('online', () => setOffline(false), { signal })
    document.addEventListener('visibilitychange', ask, { signal })
    void ask()
    onCleanup(() => {
      clearInterval(timer)
      off.abort()
    })
  })
}
