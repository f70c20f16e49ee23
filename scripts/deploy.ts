/** `npm run deploy -- --env staging`: migrations, Worker, Pages; `--dry-run` builds all of it and sends nothing. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { z } from 'zod'
import { root } from './checks/run-tool.ts'
import { copyForPages } from './deploy/deployed-web.ts'
import { deployObstacles, deploySteps, readDeployChoices, type Step, type Target } from './deploy/plan.ts'
import { readConfig } from './stack/read-config.ts'
import { runScript } from './stack/script.ts'
import { buildWeb } from './stack/web-build.ts'

const Configuration = z.object({
  env: z.record(
    z.string(),
    z.looseObject({
      d1_databases: z.array(z.looseObject({ database_id: z.string() })).default([]),
      vars: z
        .looseObject({
          WEB_ORIGIN: z.string().optional(),
          WORKER_ORIGIN: z.string().optional(),
          MAIL_FROM: z.string().optional(),
        })
        .default({}),
    }),
  ),
})

await runScript(async () => {
  const { target, dryRun } = readDeployChoices(process.argv.slice(2))
  if (!dryRun) refuseObstacles(target)
  const scratch = mkdtempSync(join(tmpdir(), 'cuecraft-deploy-'))
  try {
    console.log('Build the web app')
    await buildWeb(root)
    copyForPages(join(root, 'web', 'dist'), join(scratch, 'web'))
    for (const step of deploySteps(target, dryRun, scratch)) await runStep(step)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  console.log(dryRun ? `Everything for ${target} builds. Nothing was sent.` : `Cuecraft is on ${target}.`)
})

function refuseObstacles(target: Target): void {
  const environment = Configuration.parse(readConfig(join(root, 'wrangler.toml'))).env[target]
  const { WEB_ORIGIN, WORKER_ORIGIN, MAIL_FROM } = environment?.vars ?? {}
  const obstacles = deployObstacles({
    target,
    databaseIds: environment?.d1_databases.map((database) => database.database_id) ?? [],
    addresses: { WEB_ORIGIN, WORKER_ORIGIN, MAIL_FROM },
    hasToken: process.env.CLOUDFLARE_API_TOKEN !== undefined || process.env.DEPLOY_LOGIN === '1',
  })
  if (obstacles.length > 0) throw new Error(obstacles.join('\n'))
}

function runStep(step: Step): Promise<void> {
  console.log(step.says)
  return new Promise((resolve, reject) => {
    const wrangler = join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js')
    const child = spawn(process.execPath, [wrangler, ...step.wrangler], {
      cwd: join(root, step.folder),
      stdio: 'inherit',
      env: { WRANGLER_SEND_METRICS: 'false', WRANGLER_HIDE_BANNER: 'true', ...process.env },
    })
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve()
      else
        reject(
          new Error(
            `"${step.says}" did not work. What came before it is done; correct the cause and run it again.`,
          ),
        )
    })
  })
}
