/** What a deployment does, in order: decided here, done elsewhere. */
import { parseArgs } from 'node:util'

/** Where a deployment goes. */
export type Target = 'staging' | 'production'

/** One command of the deployment; `folder` is inside the repository. */
export type Step = {
  readonly says: string
  readonly folder: '.' | 'web'
  readonly wrangler: readonly string[]
}

/** Reads the command line; throws one sentence. */
export function readDeployChoices(parameters: readonly string[]): {
  readonly target: Target
  readonly dryRun: boolean
} {
  const { env, 'dry-run': dryRun } = parse(parameters)
  if (env !== 'staging' && env !== 'production') {
    throw new Error(
      'Say where to: npm run deploy -- --env staging (or production), with --dry-run to only try.',
    )
  }
  return { target: env, dryRun: dryRun ?? false }
}

function parse(parameters: readonly string[]) {
  try {
    const options = { env: { type: 'string' }, 'dry-run': { type: 'boolean' } } as const
    return parseArgs({ args: [...parameters], options }).values
  } catch (error) {
    throw new Error(error instanceof Error ? error.message : String(error))
  }
}

/**
 * Pages binds the API of production to deployments of the production branch, and that of staging to all others: so
 * `web/wrangler.toml` says, and so the branch decides which Worker a web app calls.
 */
const pagesBranch = { production: 'main', staging: 'staging' } as const satisfies Record<Target, string>

/**
 * The steps of a deployment. The database is brought up to date before the Worker that needs it; the web app comes
 * last, when the API it calls is there. A dry run builds all three and sends nothing.
 */
export function deploySteps(target: Target, dryRun: boolean, scratch: string): readonly Step[] {
  if (dryRun) {
    return [
      {
        says: 'Build the Worker as it would be sent',
        folder: '.',
        wrangler: [
          ...['deploy', '--dry-run', '--env', target],
          ...['--containers-rollout=none', '--outdir', `${scratch}/worker`],
        ],
      },
      {
        says: 'Build the Pages Function as it would be sent',
        folder: 'web',
        wrangler: ['pages', 'functions', 'build', '--outdir', `${scratch}/pages`],
      },
    ]
  }
  return [
    {
      says: 'Bring the database up to date',
      folder: '.',
      wrangler: ['d1', 'migrations', 'apply', 'DB', '--remote', '--env', target],
    },
    { says: 'Send the Worker and its container', folder: '.', wrangler: ['deploy', '--env', target] },
    {
      says: 'Send the web app to Pages',
      folder: 'web',
      wrangler: ['pages', 'deploy', `${scratch}/web`, '--branch', pagesBranch[target], '--commit-dirty=true'],
    },
  ]
}

const placeholder = '00000000-0000-0000-0000-000000000000'

/** What keeps a configuration from being deployed, in sentences; empty when nothing does. */
export function deployObstacles(input: {
  readonly target: Target
  readonly databaseIds: readonly string[]
  /** The settings that name the operator's own addresses. */
  readonly addresses: Readonly<Record<string, string | undefined>>
  readonly hasToken: boolean
}): readonly string[] {
  const obstacles: string[] = []
  if (input.databaseIds.length === 0 || input.databaseIds.includes(placeholder)) {
    obstacles.push(
      `The ${input.target} database has no id yet: run "npx wrangler d1 create cuecraft-${input.target}" and put its id in wrangler.toml.`,
    )
  }
  const foreign = Object.entries(input.addresses).flatMap(([name, address]) =>
    address === undefined || address.includes('example.') ? [name] : [],
  )
  if (foreign.length > 0) {
    obstacles.push(`Set ${foreign.join(' and ')} of ${input.target} in wrangler.toml to your own addresses.`)
  }
  if (!input.hasToken) {
    obstacles.push(
      'Set CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID, or run "npx wrangler login" and set DEPLOY_LOGIN=1.',
    )
  }
  return obstacles
}
