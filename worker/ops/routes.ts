/** Health, readiness, and the documentation of the API, for operators, machines and the curious. */
import { Hono } from 'hono'
import { answers } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { openComposer } from '../jobs/composer.ts'
import { readiness } from './ops.ts'
import { Health, Readiness } from './schema.ts'
import { askDatabase } from './store.ts'

const health = answers('Say that the process is alive', { 200: Health })
const ready = answers('Say whether every part answers', { 200: Readiness, 503: Readiness })

/** /healthz and /readyz. */
export const healthRoutes = new Hono<AppEnv>()
  .get('/healthz', health.describe, (c) => health.send(c, 200, { status: 'ok' }))
  .get('/readyz', ready.describe, async (c) => {
    const state = await readiness({
      database: () => askDatabase(c.var.db),
      storage: () => c.var.store.head('ready'),
      mediaService: () => openComposer(c.var.settings, c.env).health(),
    })
    return ready.send(c, state.status === 'ready' ? 200 : 503, state)
  })

/** Scalar draws its page with inline styles; scripts still come from us alone. */
const docsPolicy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

const docsPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cuecraft API</title>
</head>
<body>
<script id="api-reference" data-url="/api/v1/openapi.json" data-configuration='{"theme":"deepSpace","withDefaultFonts":false,"agent":{"disabled":true},"mcp":{"disabled":true},"showDeveloperTools":"never","hideClientButton":true,"defaultOpenFirstTag":false}'></script>
<script src="/scalar/standalone.js"></script>
</body>
</html>
`

/** /api/docs: the OpenAPI document as a page, drawn by a script that we serve ourselves. */
export const docsRoutes = new Hono<AppEnv>().get('/', (c) =>
  c.html(docsPage, 200, { 'content-security-policy': docsPolicy }),
)
