/**
 * A live room beside its bars, on a local stack: how soon 500 phones are told of what one of them did, what an operation
 * costs in a long queue beside a short one, and what is left after the Worker was killed.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { withWorkFolder } from '../container/server/work-folder.ts'
import { type Client, signIn } from '../scripts/client/client.ts'
import { findFreePort } from '../scripts/stack/port.ts'
import { startStack } from '../scripts/stack/stack.ts'
import { benchCrash, crashTitle } from './room/crash.ts'
import { benchCrowd, crowdTitle } from './room/crowd.ts'
import { benchLongQueue, longQueueTitle } from './room/long-queue.ts'
import { printRows, type Row } from './rows.ts'

const Song = z.object({ id: z.string() })

/** Runs the bench and prints its tables. Answers whether every bar was met. */
export async function runRoomBench(): Promise<boolean> {
  return await withWorkFolder(async (folder) => {
    const settings = { port: await findFreePort(), stateFolder: join(folder, 'state') }
    const start = () => startStack(settings, () => undefined, new AbortController().signal)
    let stack = await start()
    try {
      const host = await signIn(stack.origin, 'host@example.com')
      const venue = { stack, host, songId: await bringSong(host, folder) }
      const restart = async () => {
        await stack.stop()
        stack = await start()
        return stack
      }
      return [
        print(crowdTitle, await benchCrowd(venue)),
        print(longQueueTitle, await benchLongQueue(venue)),
        print(crashTitle, await benchCrash(venue, restart)),
      ].every((isMet) => isMet)
    } finally {
      await stack.stop()
    }
  })
}

/** Prints a table, and answers whether every bar in it was met. */
function print(title: string, rows: readonly Row[]): boolean {
  printRows(title, rows)
  return rows.every(({ isMet }) => isMet !== false)
}

/** One short song is enough: a queue does not listen. */
async function bringSong(client: Client, folder: string): Promise<string> {
  const path = join(folder, 'song.wav')
  await writeFile(path, silence(20))
  return (await client.upload('song', Song, path)).id
}

/** A WAV file of so many seconds of silence: 16-bit mono at 8000 samples a second. */
function silence(length: number): Uint8Array {
  const bytes = Buffer.alloc(44 + length * 16_000)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(bytes.length - 8, 4)
  bytes.write('WAVEfmt ', 8)
  for (const [at, value] of [
    [16, 16],
    [24, 8_000],
    [28, 16_000],
  ] as const)
    bytes.writeUInt32LE(value, at)
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const)
    bytes.writeUInt16LE(value, at)
  bytes.write('data', 36)
  bytes.writeUInt32LE(length * 16_000, 40)
  return bytes
}
