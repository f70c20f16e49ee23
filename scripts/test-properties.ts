/**
 * `npm run test:properties [rounds]`: searches for inputs that break a property, with a fresh seed and ten times the inputs
 * in each round. Ends at the first round that finds one; its seed and path are in what fast-check says.
 */
import { randomInt } from 'node:crypto'
import process from 'node:process'
import { runProperties } from './checks/vitest.ts'

const rounds = Number(process.argv[2] ?? 3)
for (let round = 1; round <= rounds; round += 1) {
  const seed = randomInt(2 ** 31)
  console.log(`Round ${round} of ${rounds}: PROPERTY_SEED=${seed}`)
  if (await runProperties({ seed, runs: 1000 })) continue
  process.exitCode = 1
  break
}
