/** `npm run db:generate`: writes the migration that brings the database from its last state to the tables. */
import process from 'node:process'
import { runTool } from './checks/run-tool.ts'

const answer = await runTool('drizzle-kit/bin.cjs', ['generate', ...process.argv.slice(2)])
console.log(answer.output.trim())
process.exitCode = answer.passed ? 0 : 1
