/** Where somebody wanted to go before they had to sign in; kept on the device, as the link opens in a new tab. */

const storageKey = 'cuecraft-return'

/** Keeps a path of ours. */
export function rememberReturn(path: string): void {
  try {
    localStorage.setItem(storageKey, path)
  } catch {
    // They will land on their songs.
  }
}

/** The path that was kept, once. */
export function takeReturn(): string | null {
  try {
    const path = localStorage.getItem(storageKey)
    localStorage.removeItem(storageKey)
    return path
  } catch {
    return null
  }
}
