/** Sends a file that was looked at to the server, and follows how it arrives. */
import { createSignal, onCleanup } from 'solid-js'
import { createPlaylist, deletePlaylist, getPlaylist, type Imported, importFile } from './calls.ts'

/** The server is asked this often how many songs have arrived. */
const askEveryMs = 400

/** What is to be imported. */
type Order = { readonly file: File; readonly title: string; readonly skipFaults: boolean }

/**
 * An import under way. One that fails or is stopped leaves no playlist behind. `arrived` is the songs that the server has,
 * undefined while nothing is being imported.
 */
export function createImporting() {
  const [arrived, setArrived] = createSignal<number>()
  let leaving = new AbortController()
  onCleanup(() => leaving.abort())

  const start = async ({ file, title, skipFaults }: Order): Promise<Imported> => {
    leaving = new AbortController()
    const { signal } = leaving
    setArrived(0)
    const playlist = await createPlaylist(title)
    const done = new AbortController()
    void follow(playlist.id, done.signal)
    try {
      signal.throwIfAborted()
      return await importFile(playlist.id, file, { faults: skipFaults ? 'skip' : 'refuse', signal })
    } catch (error) {
      // Best effort: a playlist without songs harms nobody, and what went wrong is said in any case.
      await deletePlaylist(playlist.id).catch(() => undefined)
      throw error
    } finally {
      done.abort()
      setArrived(undefined)
    }
  }
  const follow = async (playlistId: string, signal: AbortSignal) => {
    while (!signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, askEveryMs))
      // A question that fails is asked again: the import itself says what went wrong.
      const now = await getPlaylist(playlistId).catch(() => undefined)
      if (!signal.aborted && now !== undefined) setArrived(now.importedCount)
    }
  }
  return { arrived, start, stop: () => leaving.abort() }
}
