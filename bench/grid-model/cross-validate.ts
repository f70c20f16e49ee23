/**
 * How well the choice of a grid carries over to recordings that it was not fitted on: each recording of a folder is left
 * out of the fitting in turn, and its grid chosen by what was learned from the others and from made-up songs; then all
 * of them at once. Run by `node bench/grid-model/cross-validate.ts FOLDER`; it takes some minutes.
 */
import process from 'node:process'
import type { Model } from '#core/audio/learned.ts'
import { choiceOf, fitRanking } from './fit.ts'
import { gridFitting, type Lesson, madeUpLessons, type Recording, recordingsOf } from './lessons.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Name a folder of annotated recordings.')
const recordings = await recordingsOf(folder)
const madeUp = madeUpLessons()
report('left out in turn', (left) =>
  fitted(recordings.filter((recording) => recording !== left).flatMap(({ lessons }) => lessons)),
)
const alone = fitted([])
report('made-up songs alone', () => alone)

/** The model that learned from the made-up songs and from some more. */
function fitted(more: readonly Lesson[]): Model {
  const lessons = [...madeUp, ...more]
  return fitRanking(
    lessons.map(({ grid }) => grid),
    gridFitting,
  )
}

/** Prints what a model reaches on each recording, and the means. */
function report(title: string, modelFor: (recording: Recording) => Model): void {
  const rows = recordings.map((recording) => {
    const { grid, measures } = recording.asItIs
    const chosen = measures[choiceOf(modelFor(recording), grid)]
    return { id: recording.id, beatF: chosen?.beatF ?? 0, amlT: chosen?.amlT ?? 0 }
  })
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const overall = {
    id: 'mean',
    beatF: mean(rows.map(({ beatF }) => beatF)),
    amlT: mean(rows.map(({ amlT }) => amlT)),
  }
  process.stdout.write(`${title.padEnd(34)} beat F   AMLt\n`)
  for (const { id, beatF, amlT } of [...rows, overall])
    process.stdout.write(`${id.padEnd(34)} ${beatF.toFixed(3)}   ${amlT.toFixed(3)}\n`)
}
