/** `npm run bench:playlists`: what each form of playlist loses, and what it costs to read. */
import process from 'node:process'
import { runPlaylistsBench } from '../bench/playlists.ts'
import { runScript } from './stack/script.ts'

await runScript(async () => {
  if (!(await runPlaylistsBench())) process.exitCode = 1
})
