/** `npm start`: the product on this machine, until Ctrl-C. */
import process from 'node:process'
import { runScript } from './stack/script.ts'
import { readStackSettings } from './stack/settings.ts'
import { untilAsked } from './stack/signals.ts'
import { startStack } from './stack/stack.ts'

await runScript(async () => {
  const settings = readStackSettings(process.env)
  const leaving = new AbortController()
  const asked = untilAsked().then(() => {
    console.error('Stopping …')
    leaving.abort()
    return undefined
  })
  const stack = await startStack(settings, (line) => console.error(line), leaving.signal)
  try {
    console.log(
      `\nCuecraft is ready:  ${stack.origin}\n\nYour files are kept in ${settings.stateFolder}. Ctrl-C stops everything.`,
    )
    const reason = await Promise.race([asked, stack.ended])
    if (reason !== undefined) throw new Error(reason)
  } finally {
    await stack.stop()
  }
})
