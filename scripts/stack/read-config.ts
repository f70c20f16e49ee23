/** Reads a `wrangler.toml`. wrangler could, but it is fifteen megabytes of script, and every local stack would wait for them. */
import { readFileSync } from 'node:fs'
import { parse } from 'smol-toml'

/** What the file says, as nobody has checked it yet. Throws where it cannot be read, or is no TOML. */
export function readConfig(path: string): unknown {
  return parse(readFileSync(path, 'utf8'))
}
