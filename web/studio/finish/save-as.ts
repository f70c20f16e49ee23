/** Asks for a file to write into, where the browser can: a long video then needs no room in memory. */
import { sayError } from '../../ui/toast.ts'

/** Not every browser has it, and TypeScript's library does not know it (File System Access, a WICG draft). */
type FilePicker = {
  showSaveFilePicker?: (wish: {
    suggestedName: string
    types: readonly { description: string; accept: Readonly<Record<string, readonly string[]>> }[]
  }) => Promise<FileSystemFileHandle>
}

/** Whether this browser lets a person choose a file to write into. */
export function canChooseFile(): boolean {
  return (window as FilePicker).showSaveFilePicker !== undefined
}

/** The file that the person chooses; `undefined` when they changed their mind. */
export async function askForFile(suggestedName: string): Promise<FileSystemFileHandle | undefined> {
  const types = [{ description: 'Video', accept: { 'video/mp4': ['.mp4'] } }]
  try {
    return await (window as FilePicker).showSaveFilePicker?.({ suggestedName, types })
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) await sayError(error)
    return undefined
  }
}
