/** The media service: starts, listens, and leaves cleanly when it is told to. Stateless; its disk may vanish. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import { locateFfmpeg } from './ffmpeg/locate.ts'
import { probeFile } from './ingest/probe.ts'
import { ServiceLeaving } from './server/complaint.ts'
import { makeServer } from './server/http.ts'
import { logEvent } from './server/log.ts'
import { handleOrder } from './server/orders.ts'
import { Places } from './server/places.ts'
import { readServiceSettings } from './server/settings.ts'
import { Tasks } from './server/tasks.ts'

/** Platforms kill what is still there some seconds after SIGTERM; until then running work may clean up. */
const leaveWithinMs = 4000
const mostWaitingProbes = 100

try {
  const settings = readServiceSettings(process.env)
  locateFfmpeg()
  const tasks = new Tasks(handleOrder, settings.TASKS_AT_ONCE)
  const leaving = new AbortController()
  const server = makeServer({
    tasks,
    token: settings.SERVICE_TOKEN,
    probe: probeFile,
    probePlaces: new Places(settings.TASKS_AT_ONCE, mostWaitingProbes),
    leaving: leaving.signal,
  })
  server.listen(settings.PORT, settings.HOST, () => {
    // `address()` is a string only for pipes, which we never listen on.
    logEvent('listening', { port: (server.address() as AddressInfo).port })
  })
  server.once('error', (error) => fail(error))
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.once(name, () => {
      logEvent('leaving', { signal: name })
      setTimeout(() => process.exit(0), leaveWithinMs).unref()
      leaving.abort(new ServiceLeaving())
      Promise.all([closed(server), tasks.leave()]).then(() => process.exit(0), fail)
    })
  }
} catch (error) {
  fail(error)
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
  })
}

function fail(error: unknown): void {
  logEvent('cannot-start', { reason: error instanceof Error ? error.message : String(error) })
  process.exitCode = 1
}
