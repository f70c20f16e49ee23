/** The media service: starts, listens, and leaves cleanly when it is told to. Stateless; its disk may vanish. */
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import { locateFfmpeg } from './ffmpeg/locate.ts'
import { probeFile } from './ingest/probe.ts'
import { makeServer } from './server/http.ts'
import { logEvent } from './server/log.ts'
import { handleOrder } from './server/orders.ts'
import { readServiceSettings } from './server/settings.ts'
import { Tasks } from './server/tasks.ts'

const leaveWithinMs = 4000

try {
  const settings = readServiceSettings(process.env)
  locateFfmpeg()
  const tasks = new Tasks(handleOrder, settings.TASKS_AT_ONCE)
  const server = makeServer({ tasks, token: settings.SERVICE_TOKEN, probe: probeFile })
  server.listen(settings.PORT, settings.HOST, () => {
    // `address()` is a string only for pipes, which we never listen on.
    logEvent('listening', { port: (server.address() as AddressInfo).port })
  })
  server.once('error', (error) => fail(error))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      logEvent('leaving', { signal })
      tasks.cancelAll()
      server.close(() => process.exit(0))
      server.closeIdleConnections()
      setTimeout(() => process.exit(0), leaveWithinMs).unref()
    })
  }
} catch (error) {
  fail(error)
}

function fail(error: unknown): void {
  logEvent('cannot-start', { reason: error instanceof Error ? error.message : String(error) })
  process.exitCode = 1
}
