/** Watches how much memory this process and everything it started hold, where the system tells (Linux). */
import { readdirSync, readFileSync } from 'node:fs'
import process from 'node:process'

const everyMs = 50
const bytesPerPage = 4096

/** Begins to watch; `stop` answers the most that was held at one moment, in megabytes. */
export function watchMemory(): { stop(): number } {
  let mostBytes = 0
  const look = () => {
    mostBytes = Math.max(mostBytes, heldBytes())
  }
  const timer = setInterval(look, everyMs)
  return {
    stop() {
      clearInterval(timer)
      look()
      return mostBytes / 2 ** 20
    },
  }
}

function heldBytes(): number {
  const parents = new Map<number, number>()
  const held = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
      parents.set(Number(name), Number(fields[1]))
      held.set(Number(name), Number(fields[21]) * bytesPerPage)
    } catch {
      // It ended while we looked.
    }
  }
  const isOurs = (id: number): boolean =>
    id === process.pid || (parents.has(id) && id > 1 && isOurs(parents.get(id) ?? 0))
  return [...held].reduce((sum, [id, bytes]) => (isOurs(id) ? sum + bytes : sum), 0)
}
