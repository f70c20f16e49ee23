/** The worker that reads one file of a playlist, a stretch at a time, so that the page stays awake over any length of it. */

import { readPlaylist } from '#core/playlists/read-playlist.ts'
import { PlaylistUnreadable } from '#core/playlists/reading.ts'
import type { FromReading } from './read-on-device.ts'
import { Tally } from './tally.ts'

/** Progress is told this often: enough to see it move, too seldom to cost anything. */
const progressEveryMs = 80
const chunkBytes = 256 * 1024

addEventListener('message', (event: MessageEvent<File>) => {
  // Only read-on-device.ts starts this worker, so what comes is a file, and one alone.
  void read(event.data)
})

async function read(file: File): Promise<void> {
  try {
    const reader = readPlaylist(file.name)
    const tally = new Tally()
    let toldMs = performance.now()
    for (let at = 0; at < file.size; at += chunkBytes) {
      const end = Math.min(file.size, at + chunkBytes)
      tally.take(reader.push(new Uint8Array(await file.slice(at, end).arrayBuffer())))
      if (performance.now() - toldMs < progressEveryMs) continue
      toldMs = performance.now()
      tell({ kind: 'progress', fraction: end / file.size, itemCount: tally.itemCount })
    }
    tally.take(reader.end())
    const format = reader.format()
    if (format === undefined) throw new Error('A file was read that has no format.')
    tell({ kind: 'read', playlist: tally.result(), format })
  } catch (error) {
    tell({ kind: 'unreadable', reason: error instanceof PlaylistUnreadable ? error.message : undefined })
  }
}

function tell(message: FromReading): void {
  postMessage(message)
}
