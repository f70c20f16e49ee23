/**
 * Fits the models of the beat grid and writes them into `core/audio`: on made-up songs, and on annotated recordings where
 * a folder of them is named. Run by `node bench/grid-model/train.ts [FOLDER]`; it takes some minutes, and the same songs
 * give the same weights.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { countBars } from '#core/audio/bars.ts'
import { type Model, scoreOf } from '#core/audio/learned.ts'
import { choiceOf, fitOdds, fitRanking } from './fit.ts'
import { gridFitting, madeUpLessons, recordingsOf } from './lessons.ts'

const [folder] = process.argv.slice(2)
const recordings = folder === undefined ? [] : await recordingsOf(folder)
const lessons = [...madeUpLessons(), ...recordings.flatMap((recording) => recording.lessons)]
const grid = fitRanking(
  lessons.map((lesson) => lesson.grid),
  gridFitting,
)
const downbeat = fitOdds(
  lessons.flatMap((lesson) => lesson.downbeatRows),
  lessons.flatMap((lesson) => lesson.isDownbeat),
  { turns: 150, decay: 0.001 },
)
report()
await write(
  'grid-weights.ts',
  'gridModel',
  'How much each figure of `grid-features.ts` speaks for a beat grid.',
  grid,
)
await write(
  'downbeat-weights.ts',
  'downbeatModel',
  'How much each figure of `downbeat-features.ts` speaks for a downbeat.',
  downbeat,
)

/** Says how well the models know the songs they learned from; the bench says the rest. */
function report(): void {
  const chosen = lessons.map((lesson) => lesson.grid.worth[choiceOf(grid, lesson.grid)] ?? 0)
  const best = lessons.map((lesson) => Math.max(...lesson.grid.worth))
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const counted = lessons
    .filter(({ isDownbeat }) => isDownbeat.length > 0)
    .map(({ downbeatRows, isDownbeat }) => {
      const { positions } = countBars(downbeatRows.map((row) => scoreOf(downbeat, row)))
      return mean(positions.map((position, i) => Number((position === 1) === isDownbeat[i])))
    })
  process.stdout.write(
    `grids ${mean(chosen).toFixed(3)} of ${mean(best).toFixed(3)}, bars ${mean(counted).toFixed(3)}\n`,
  )
}

async function write(file: string, name: string, what: string, model: Model): Promise<void> {
  const head = `/** ${what} Fitted by \`bench/grid-model\`; not written by hand. */`
  const text = `${head}\nimport type { Model } from './learned.ts'\n\n/** See the file's head. */\nexport const ${name}: Model = ${JSON.stringify(model)}\n`
  await writeFile(join(import.meta.dirname, '..', '..', 'core', 'audio', file), text)
}
