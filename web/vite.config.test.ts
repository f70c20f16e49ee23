import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer } from 'vite'
import { expect, test } from 'vitest'

test('while Vite serves the pages, the Worker is asked for its own addresses, and never for a module of the app', async () => {
  const worker = createHttpServer((request, answer) => answer.end(`the Worker at ${request.url}`))
  worker.listen(0, '127.0.0.1')
  await once(worker, 'listening')
  const workerOrigin = `http://127.0.0.1:${(worker.address() as AddressInfo).port}`
  process.env.WORKER_URL = workerOrigin
  const configFile = `${import.meta.dirname}/vite.config.ts`
  const pages = await createServer({
    configFile,
    logLevel: 'silent',
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  })
  try {
    await pages.listen()
    const ask = async (path: string) => {
      const answer = await fetch(new URL(path, pages.resolvedUrls?.local[0]), { headers: { accept: '*/*' } })
      return [answer.headers.get('content-type')?.split(';')[0] ?? '', await answer.text()] as const
    }
    for (const path of ['/api/v1/me', '/api/v1', '/api/docs', '/api/docs?x=1', '/healthz', '/v/abc'])
      expect(await ask(path)).toEqual(['', `the Worker at ${path}`])
    for (const path of ['/api/request.ts', '/api/shapes.ts?t=1', '/api/loaded.ts?import'])
      expect((await ask(path))[0]).toBe('text/javascript')
  } finally {
    delete process.env.WORKER_URL
    await pages.close()
    worker.close()
  }
})
