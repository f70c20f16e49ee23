/** The checks that hold the house together: form, types, direction of imports, unused code. */
import { runTool, type ToolAnswer, type ToolChoices } from './run-tool.ts'

/** One check by the sentence it holds. */
export type Check = { readonly name: string; run(choices: ToolChoices): Promise<ToolAnswer> }

/** The Worker's routes make most types; past this the type checker takes seconds and editors lag. */
const mostInstantiations = 1_500_000

const tsc = 'typescript/bin/tsc'
const imports = [
  ...['--config', 'config/dependency-cruiser.cjs', '--output-type', 'err'],
  ...['core', 'worker', 'container', 'web', 'scripts', 'bench', 'e2e'],
]

/** All checks, the quick ones first. */
export const checks: readonly Check[] = [
  {
    name: 'the code is formatted and passes the linter',
    run: (choices) => runTool('@biomejs/biome/bin/biome', ['ci', '--error-on-warnings', '.'], choices),
  },
  {
    name: 'imports point the way the house is built',
    run: (choices) => runTool('dependency-cruiser/bin/dependency-cruiser.mjs', imports, choices),
  },
  { name: 'core is typed without any platform', run: (choices) => runTool(tsc, ['-p', 'core'], choices) },
  { name: 'the Worker is typed, within its bound of type instantiations', run: checkWorkerTypes },
  { name: 'the web app is typed', run: (choices) => runTool(tsc, ['-p', 'web'], choices) },
  {
    name: 'the media service, scripts and tests are typed',
    run: (choices) => runTool(tsc, ['-p', '.'], choices),
  },
  { name: 'nothing is unused', run: (choices) => runTool('knip/bin/knip.js', ['--no-progress'], choices) },
]

async function checkWorkerTypes(choices: ToolChoices): Promise<ToolAnswer> {
  const answer = await runTool(tsc, ['-p', 'worker', '--extendedDiagnostics'], choices)
  const found = /Instantiations:\s+(\d+)/.exec(answer.output)?.[1]
  const instantiations = found === undefined ? Number.POSITIVE_INFINITY : Number(found)
  if (!answer.passed || instantiations <= mostInstantiations) return answer
  return {
    passed: false,
    output: `${instantiations} type instantiations; the bound is ${mostInstantiations}.`,
  }
}
