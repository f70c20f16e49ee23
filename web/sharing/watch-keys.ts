/** Keys that work wherever the focus is on a page that is only a video, as people know them from elsewhere. */

const stepSeconds = 5

/** Does what a key stands for, unless it is typed into something or belongs to what has the focus. */
export function pressKey(element: HTMLVideoElement, event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return
  const act = actions[event.key.toLowerCase()]
  if (act === undefined) return
  event.preventDefault()
  act(element)
}

const actions: Readonly<Record<string, (element: HTMLVideoElement) => void>> = {
  ' ': toggle,
  k: toggle,
  arrowleft: (element) => step(element, -stepSeconds),
  arrowright: (element) => step(element, stepSeconds),
  m: (element) => {
    element.muted = !element.muted
  },
  f: (element) => {
    const done = document.fullscreenElement === null ? element.requestFullscreen() : document.exitFullscreen()
    done.catch(() => undefined)
  },
}

/** The video's own controls know these keys, and so do buttons and fields. */
function isTaken(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('video, input, button, a, select, textarea') !== null
}

function toggle(element: HTMLVideoElement): void {
  if (element.paused) element.play().catch(() => undefined)
  else element.pause()
}

function step(element: HTMLVideoElement, seconds: number): void {
  element.currentTime = Math.min(element.duration, Math.max(0, element.currentTime + seconds))
}
