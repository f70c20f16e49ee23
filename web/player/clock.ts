/** One clock for everything that moves with the song: a media element, read once a frame while it plays. */
import { type Accessor, createEffect, createSignal, onCleanup, type Setter } from 'solid-js'

/** What is playing, where it is in seconds of the song, and how to move it. */
export type Clock = {
  readonly playing: Accessor<boolean>
  readonly seconds: Accessor<number>
  /** Whether it was ever played or moved: until then nothing is past. */
  readonly touched: Accessor<boolean>
  readonly failed: Accessor<boolean>
  readonly toggle: () => void
  readonly seek: (seconds: number) => void
}

/** A stretch of the song that an element plays. */
export type Stretch = { readonly startSeconds: number; readonly endSeconds: number }

/** Reads and moves a media element whose second 0 is `startSeconds` of the song. */
export function createClock(
  element: Accessor<HTMLMediaElement | undefined>,
  stretch: Accessor<Stretch>,
): Clock {
  const [playing, setPlaying] = createSignal(false)
  const [seconds, setSeconds] = createSignal(stretch().startSeconds)
  const [touched, setTouched] = createSignal(false)
  const [failed, setFailed] = createSignal(false)
  // A seek before the element knows its file is remembered, and applied when it does.
  let wantedSeconds: number | undefined

  createEffect(() => {
    const media = element()
    if (media === undefined) return
    listenTo(media, {
      setPlaying,
      setFailed,
      began: () => setTouched(true),
      now: () => {
        if (wantedSeconds === undefined) setSeconds(stretch().startSeconds + media.currentTime)
      },
      known: () => {
        if (wantedSeconds !== undefined) media.currentTime = wantedSeconds - stretch().startSeconds
        wantedSeconds = undefined
      },
    })
  })

  const seek = (to: number) => {
    const { startSeconds, endSeconds } = stretch()
    const target = Math.min(Math.max(startSeconds, to), endSeconds)
    setTouched(true)
    setSeconds(target)
    const media = element()
    if (media === undefined) return
    if (media.readyState >= HTMLMediaElement.HAVE_METADATA) media.currentTime = target - startSeconds
    else wantedSeconds = target
  }
  const play = async (media: HTMLMediaElement) => {
    setFailed(false)
    if (seconds() >= stretch().endSeconds - 0.05) seek(stretch().startSeconds)
    try {
      await media.play()
    } catch (error) {
      // Pausing before the first sound rejects the promise: that is what the person asked for, not a failure.
      if (!(error instanceof DOMException && error.name === 'AbortError')) setFailed(true)
    }
  }
  const toggle = () => {
    const media = element()
    if (media === undefined) return
    if (media.paused) void play(media)
    else media.pause()
  }
  return { playing, seconds, touched, failed, toggle, seek }
}

type Ears = {
  readonly setPlaying: Setter<boolean>
  readonly setFailed: Setter<boolean>
  readonly began: () => void
  readonly now: () => void
  readonly known: () => void
}

/** Tells what the element does, and where it is once a frame while it plays; stops with the effect it is called in. */
function listenTo(media: HTMLMediaElement, ears: Ears): void {
  const off = new AbortController()
  let frame = 0
  const tick = () => {
    ears.now()
    frame = requestAnimationFrame(tick)
  }
  const halt = () => {
    ears.setPlaying(false)
    cancelAnimationFrame(frame)
    ears.now()
  }
  const begin = () => {
    ears.setPlaying(true)
    ears.began()
    cancelAnimationFrame(frame)
    tick()
  }
  // By the element's own controls too, before it was ever played.
  const moved = () => {
    ears.began()
    ears.now()
  }
  const fail = () => {
    ears.setFailed(true)
    halt()
  }
  const { signal } = off
  media.addEventListener('playing', begin, { signal })
  media.addEventListener('pause', halt, { signal })
  media.addEventListener('ended', halt, { signal })
  media.addEventListener('seeked', moved, { signal })
  media.addEventListener('error', fail, { signal })
  media.addEventListener('loadedmetadata', ears.known, { signal })
  onCleanup(() => {
    cancelAnimationFrame(frame)
    off.abort()
  })
}

/** A clock with its own sound, which can be played slower: the pitch stays. */
export type Sound = Clock & { readonly setSpeed: (speed: number) => void }

/** A clock with its own sound: plays the file at an address, fetched only when somebody wants to hear it. */
export function createSound(url: string, durationSeconds: Accessor<number>): Sound {
  const audio = new Audio()
  audio.preload = 'none'
  audio.src = url
  onCleanup(() => {
    audio.pause()
    audio.removeAttribute('src')
    audio.load()
  })
  const clock = createClock(
    () => audio,
    () => ({ startSeconds: 0, endSeconds: durationSeconds() }),
  )
  const setSpeed = (speed: number) => {
    // The default is what a file that is fetched later begins with.
    audio.defaultPlaybackRate = speed
    audio.playbackRate = speed
  }
  return { ...clock, setSpeed }
}
