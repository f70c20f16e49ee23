/** `npm run bench:room`: a live room with a crowd in it, beside its bars. */
import process from 'node:process'
import { runRoomBench } from '../bench/room.ts'
import { runScript } from './stack/script.ts'

await runScript(async () => {
  if (!(await runRoomBench())) process.exitCode = 1
})
