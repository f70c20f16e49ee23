/** Keeps the screen of a device on, where its browser can. */

/** Asks for it, and again whenever the page comes back to the front. Answers how to let go. */
export function keepAwake(): () => void {
  const off = new AbortController()
  let lock: WakeLockSentinel | undefined
  const ask = async () => {
    if (document.hidden || off.signal.aborted || !('wakeLock' in navigator)) return
    try {
      lock = await navigator.wakeLock.request('screen')
      if (off.signal.aborted) await lock.release()
    } catch {
      // A low battery, or a browser that is told not to: the screen then sleeps when it likes.
    }
  }
  document.addEventListener('visibilitychange', () => void ask(), { signal: off.signal })
  void ask()
  return () => {
    off.abort()
    void lock?.release().catch(() => undefined)
  }
}
