/** Reads a file as the server and the pages do, in chunks, and watches time, memory and how early songs come. */
import process from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { readPlaylist } from '../../core/playlists/read-playlist.ts'

/** What reading one file took. */
export type ReadingCost = {
  readonly songs: number
  /** Of a processor: on a busy machine the clock says more about the others. */
  readonly seconds: number
  /** The most that lives on the heap above what did before, looked at ten times on the way. */
  readonly heldMb: number
  /** How far into the file the first song came, from 0 to 1. */
  readonly firstSongAt: number
}

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

const chunkBytes = 64 * 1024

/** Reads the whole file and lets go of each song as it comes. */
export function costOfReading(file: Uint8Array): ReadingCost {
  const before = heldBytes()
  const reader = readPlaylist('')
  const every = Math.ceil(file.length / chunkBytes / 10)
  let songs = 0
  let firstSongAt: number | undefined
  let mostBytes = 0
  let microseconds = 0
  for (let at = 0, i = 1; at < file.length; at += chunkBytes, i++) {
    const began = process.cpuUsage()
    for (const piece of reader.push(file.subarray(at, at + chunkBytes))) if (piece.kind === 'item') songs++
    microseconds += process.cpuUsage(began).user
    if (songs > 0) firstSongAt ??= at / file.length
    if (i % every === 0) mostBytes = Math.max(mostBytes, heldBytes() - before)
  }
  const began = process.cpuUsage()
  for (const piece of reader.end()) if (piece.kind === 'item') songs++
  microseconds += process.cpuUsage(began).user
  return { songs, seconds: microseconds / 1e6, heldMb: mostBytes / 1e6, firstSongAt: firstSongAt ?? 1 }
}

function heldBytes(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}
