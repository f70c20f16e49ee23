// Sets up what this machine lacks, then runs one script of ours on a Node that can: the door of every npm command.
// Plain JavaScript, since it must run on the Node that a fresh machine happens to have.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { provideApiReader } from './setup/api-reader.mjs'
import { installDependencies } from './setup/dependencies.mjs'
import { provideFfmpeg } from './setup/ffmpeg.mjs'
import { provideNode } from './setup/node.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const needsFfmpeg = new Set([
  'start',
  'test',
  'test-properties',
  'demo',
  'analyse',
  'bench',
  'bench-analysis',
  'bench-device',
  'bench-drift',
  'bench-preview',
  'bench-render',
  'bench-room',
  'bench-web',
])

/** Says one line on standard error, so that standard output stays the script's own. */
function say(line) {
  process.stderr.write(`${line}\n`)
}

async function main() {
  const [target = '', ...rest] = process.argv.slice(2)
  const script = join(root, 'scripts', `${target}.ts`)
  if (!existsSync(script)) throw new Error(`There is no script "${target}". See "scripts" in package.json.`)
  const [node, ffmpeg] = await Promise.all([
    provideNode(root, say),
    needsFfmpeg.has(target) ? provideFfmpeg(root, say) : undefined,
    installDependencies(root, say),
    provideApiReader(root, say),
  ])
  const environment = {
    // wrangler is fifteen megabytes of script: a stack starts in four fifths of the time once they are compiled.
    NODE_COMPILE_CACHE: join(root, '.tools', 'compile-cache'),
    ...process.env,
    PATH: `${dirname(node)}:${process.env.PATH ?? ''}`,
    ...(ffmpeg === undefined ? {} : { FFMPEG_PATH: ffmpeg }),
  }
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', script, ...rest], {
    env: environment,
    stdio: 'inherit',
  })
  // A supervisor asks only us to stop, so it is passed on; that a terminal asks the child as well does no harm.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 130)
  })
}

main().catch((error) => {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
})
