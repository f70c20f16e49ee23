/** What Spotify plays, asked seldom and shown always: between two answers its clock goes on here, and a press shows at once. */
import { type Accessor, createSignal, onCleanup, onMount } from 'solid-js'
import { wordsOfError } from '../api/problem.ts'
import { whenHidden } from '../api/save-timing.ts'
import { say } from '../ui/toast.ts'
import { getPlayback, type Playback } from './calls.ts'
import { askAgainMs, type Heard, positionAt } from './position.ts'

/** What the player card shows, and what can be asked of it. */
export type PlaybackWatch = {
  /** Null when nothing is on; `undefined` until Spotify has answered. */
  readonly playback: Accessor<Playback | null | undefined>
  readonly positionMs: Accessor<number>
  /** Why Spotify does not say what plays; `undefined` while it does. */
  readonly trouble: Accessor<unknown>
  /** Asks Spotify for something, shows what it will come to, and then what came of it. */
  readonly order: (ask: () => Promise<void>, shown?: Partial<Playback>) => Promise<void>
  readonly look: () => Promise<void>
}

/** A command is done at Spotify a little after it is answered. */
const settlingMs = 600
const tickMs = 250

/** Watches what plays as long as the page is open and in front. */
export function watchPlayback(): PlaybackWatch {
  const [playback, setPlayback] = createSignal<Playback | null>()
  const [trouble, setTrouble] = createSignal<unknown>()
  const [heardAtMs, setHeardAtMs] = createSignal(0)
  const [nowMs, setNowMs] = createSignal(performance.now())
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  const heard = (): Heard | undefined => {
    const now = playback()
    if (now?.item == null || now.progressMs === null) return undefined
    const { item, progressMs, isPlaying } = now
    return { positionMs: progressMs, durationMs: item.durationMs ?? progressMs, isPlaying, atMs: heardAtMs() }
  }
  const show = (next: Playback | null) => {
    setHeardAtMs(performance.now())
    setNowMs(performance.now())
    setPlayback(next)
  }
  const later = (waitMs: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void look(), waitMs)
  }
  const look = async () => {
    clearTimeout(timer)
    asked += 1
    const mine = asked
    try {
      const next = await getPlayback()
      if (mine !== asked) return
      show(next)
      setTrouble(undefined)
    } catch (error) {
      if (mine !== asked) return
      setTrouble(error)
    }
    if (!document.hidden) later(askAgainMs(heard(), performance.now()))
  }
  const order = async (ask: () => Promise<void>, shown: Partial<Playback> = {}) => {
    const before = playback()
    const at = positionNow()
    // An answer that is still under way was given before this press.
    asked += 1
    if (before != null) show({ ...before, progressMs: before.progressMs === null ? null : at, ...shown })
    try {
      await ask()
      later(settlingMs)
    } catch (error) {
      const { title, detail } = wordsOfError(error)
      await say({ tone: 'bad', title, text: detail, replaces: 'spotify-order' })
      await look()
    }
  }
  const positionNow = () => {
    const now = heard()
    return now === undefined ? 0 : Math.round(positionAt(now, nowMs()))
  }
  onMount(() => {
    void look()
    const ticking = setInterval(() => setNowMs(performance.now()), tickMs)
    const back = () => document.hidden || void look()
    document.addEventListener('visibilitychange', back)
    onCleanup(() => {
      clearInterval(ticking)
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', back)
      asked += 1
    })
  })
  whenHidden(() => clearTimeout(timer))
  return { playback, positionMs: positionNow, trouble, order, look }
}
