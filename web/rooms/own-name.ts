/** What this person calls themselves in rooms: asked for once on a device. */

const storageKey = 'cuecraft-room-name'

/** The name that was given last; empty when there is none. */
export function keptName(): string {
  try {
    return localStorage.getItem(storageKey) ?? ''
  } catch {
    return ''
  }
}

/** Keeps a name for the next room. */
export function keepName(name: string): void {
  try {
    localStorage.setItem(storageKey, name)
  } catch {
    // It is asked for again.
  }
}
