/** Where a video made on this device is written: the file the person chose, or a private one of this site. */

const folderName = 'exports'

/** A private file that nobody fetched for so long was left behind by a page that was closed. */
const staleMs = 24 * 60 * 60 * 1000

/** A file to write to, and how to make as if it had never been. */
export type ExportFile = { readonly handle: FileSystemFileHandle; remove(): Promise<void> }

/** The file the person chose in the browser's own window. */
export function chosenFile(handle: FileSystemFileHandle): ExportFile {
  return {
    handle,
    // What is half written never reaches the chosen file; where the empty file cannot be removed, it stays empty.
    remove: async () => {
      const { remove } = handle as Removable
      if (remove !== undefined) await whenFree(() => remove.call(handle))
    },
  }
}

/** A private file on disk; `undefined` in browsers that have none, where a video is made in memory. */
export async function makePrivateFile(nowMs: number): Promise<ExportFile | undefined> {
  try {
    const root = await navigator.storage.getDirectory()
    const folder = await root.getDirectoryHandle(folderName, { create: true })
    await removeStale(folder, nowMs)
    const name = `${crypto.randomUUID()}.mp4`
    const handle = await folder.getFileHandle(name, { create: true })
    if (!('createWritable' in handle)) return undefined
    return { handle, remove: () => whenFree(() => folder.removeEntry(name)) }
  } catch {
    return undefined
  }
}

/** Not every browser has it, and TypeScript's library does not know it. */
type Removable = { readonly remove?: () => Promise<void> }

const mostTries = 40
const pauseMs = 50

/** A worker that was ended holds its file for a moment longer. */
async function whenFree(remove: () => Promise<void>): Promise<void> {
  for (let round = 1; ; round += 1) {
    try {
      return await remove()
    } catch (error) {
      if (round === mostTries) throw error
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}

async function removeStale(folder: FileSystemDirectoryHandle, nowMs: number): Promise<void> {
  const names: string[] = []
  for await (const [name, handle] of folder.entries()) {
    if (handle.kind !== 'file') continue
    const { lastModified } = await (handle as FileSystemFileHandle).getFile()
    if (nowMs - lastModified > staleMs) names.push(name)
  }
  await Promise.all(names.map((name) => folder.removeEntry(name)))
}
