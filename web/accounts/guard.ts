/** Where somebody may be, decided from the path and whether they are signed in. */

/** What is known of the session. `unknown` until the API has answered. */
export type SessionState = 'unknown' | 'in' | 'out'

/** Where to go instead; `undefined` to stay. */
export function redirectOf(path: string, search: string, session: SessionState): string | undefined {
  if (session === 'unknown') return undefined
  if (path === '/') return session === 'in' ? '/songs' : '/sign-in'
  if (isPublic(path))
    return session === 'in' && path === '/sign-in'
      ? safeReturn(new URLSearchParams(search).get('to'))
      : undefined
  return session === 'in' ? undefined : `/sign-in?to=${encodeURIComponent(path + search)}`
}

/** Pages for everybody: those that need no account, and those that show what this device keeps when nobody can be asked. */
export function isPublic(path: string): boolean {
  return path === '/sign-in' || path.startsWith('/sign-in/') || path === '/ui' || isOfRooms(path)
}

function isOfRooms(path: string): boolean {
  return path === '/rooms' || isInRoom(path)
}

/** A room takes the whole window, as its guests know nothing of the rest. */
export function isInRoom(path: string): boolean {
  return path.startsWith('/rooms/')
}

/**
 * A path of our own to return to after signing in; anything else answers the songs. A foreign address in `to` would
 * make our sign-in page a springboard: `//evil.example` and `/\evil.example` are foreign to a browser too.
 */
export function safeReturn(wanted: string | null): string {
  if (wanted === null || !/^\/(?![/\\])/.test(wanted) || wanted.startsWith('/sign-in')) return '/songs'
  const base = 'https://cuecraft.invalid'
  const url = new URL(wanted, base)
  return url.origin === base ? url.pathname + url.search : '/songs'
}
