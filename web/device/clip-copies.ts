/** Copies of clips that were made on this device, kept while the page is open so that no clip is converted twice. */

/** Some ten minutes of film. The oldest copies go first; a browser keeps what it is short of memory for on its disk. */
const mostBytes = 256 * 2 ** 20

type Copy = { readonly url: string; readonly bytes: number }

const kept = new Map<string, Copy>()

/** Where the copy of a clip lies, if there is one. */
export function clipCopyUrl(mediaId: string): string | undefined {
  return kept.get(mediaId)?.url
}

/** Keeps a copy instead of the one there was, and lets go of the oldest when they are too many. */
export function keepClipCopy(mediaId: string, copy: Blob): void {
  letGo(mediaId)
  kept.set(mediaId, { url: URL.createObjectURL(copy), bytes: copy.size })
  let held = [...kept.values()].reduce((sum, { bytes }) => sum + bytes, 0)
  for (const [oldest, { bytes }] of [...kept].slice(0, -1)) {
    if (held <= mostBytes) return
    held -= bytes
    letGo(oldest)
  }
}

function letGo(mediaId: string): void {
  const copy = kept.get(mediaId)
  if (copy !== undefined) URL.revokeObjectURL(copy.url)
  kept.delete(mediaId)
}
