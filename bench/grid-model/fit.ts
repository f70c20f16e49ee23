/** Fits small models by gradient descent: which of several candidates is best, given a row of figures for each. */
import { type Model, scoreOf } from '#core/audio/learned.ts'
import { makeRandom } from '#core/timeline/random.ts'

/** One question: the figures of each candidate, and how good each would have been, 0 to 1. */
export type Question = {
  readonly figures: readonly (readonly number[])[]
  readonly worth: readonly number[]
}

/** How a model is fitted. */
export type Fitting = {
  readonly hiddenCells: number
  /** How many models are fitted, each from its own random start, and then joined into one that says their mean. */
  readonly starts: number
  readonly turns: number
  /** How strongly weights are drawn to zero. */
  readonly decay: number
  /** How much better a better candidate should look. */
  readonly sharpness: number
}

const rate = 0.15
const momentum = 0.9

/** Weights while they are fitted: one flat row, so that every step is one loop. */
type Layout = { readonly width: number; readonly cells: number }

/** The model that ranks the better candidates first (softmax over the candidates of each question). */
export function fitRanking(questions: readonly Question[], fitting: Fitting): Model {
  const { means, spreads } = scaleOf(questions.flatMap(({ figures }) => figures))
  const scaled = questions.map(({ figures, worth }) => ({
    rows: figures.map((row) =>
      Float64Array.from(row, (value, i) => (value - (means[i] ?? 0)) / (spreads[i] ?? 1)),
    ),
    wanted: softmax(worth.map((value) => fitting.sharpness * value)),
  }))
  const layout = { width: means.length, cells: fitting.hiddenCells }
  const fitted = Array.from({ length: fitting.starts }, (_, start) => {
    const weights = begun(layout, start)
    descend(layout, weights, scaled, fitting)
    return modelOf(layout, weights, means, spreads)
  })
  return rounded(joined(fitted))
}

type Scaled = { readonly rows: readonly Float64Array[]; readonly wanted: readonly number[] }

/** Moves the weights to where the better candidates look better. */
function descend(
  layout: Layout,
  weights: Float64Array,
  questions: readonly Scaled[],
  { turns, decay }: Fitting,
): void {
  const speed = new Float64Array(weights.length)
  const active = new Float64Array(layout.cells)
  for (let turn = 0; turn < turns; turn++) {
    const slope = new Float64Array(weights.length)
    for (const { rows, wanted } of questions) {
      const given = softmax(rows.map((row) => forward(layout, weights, row, active)))
      rows.forEach((row, i) => {
        const pull = ((wanted[i] ?? 0) - (given[i] ?? 0)) / questions.length
        forward(layout, weights, row, active)
        addSlope(layout, weights, slope, { row, active, pull })
      })
    }
    for (let i = 0; i < weights.length; i++) {
      speed[i] = momentum * (speed[i] ?? 0) + (slope[i] ?? 0) - decay * (weights[i] ?? 0)
      weights[i] = (weights[i] ?? 0) + rate * (speed[i] ?? 0)
    }
  }
}

/** The one model whose score is the mean of the scores of several: where they disagree, chance decides less. */
function joined(models: readonly Model[]): Model {
  const [first] = models
  if (first === undefined) throw new RangeError('There is no model to join.')
  const share = 1 / models.length
  return {
    ...first,
    weights: first.weights.map((_, i) =>
      models.reduce((sum, model) => sum + share * (model.weights[i] ?? 0), 0),
    ),
    hidden: models.flatMap((model) => model.hidden.map((cell) => ({ ...cell, out: share * cell.out }))),
  }
}

/** Whether something is true of a row of figures: the model's score is the log-odds (logistic regression). */
export function fitOdds(
  rows: readonly (readonly number[])[],
  isTrue: readonly boolean[],
  fitting: Pick<Fitting, 'turns' | 'decay'>,
): Model {
  const { means, spreads } = scaleOf(rows)
  const scaled = rows.map((row) => row.map((value, i) => (value - (means[i] ?? 0)) / (spreads[i] ?? 1)))
  const weights = new Float64Array(means.length + 1)
  const speed = new Float64Array(weights.length)
  for (let turn = 0; turn < fitting.turns; turn++) {
    const slope = new Float64Array(weights.length)
    scaled.forEach((row, i) => {
      const score = row.reduce((sum, value, k) => sum + value * (weights[k] ?? 0), weights.at(-1) ?? 0)
      const pull = ((isTrue[i] ? 1 : 0) - 1 / (1 + Math.exp(-score))) / scaled.length
      row.forEach((value, k) => {
        slope[k] = (slope[k] ?? 0) + pull * value
      })
      slope[row.length] = (slope[row.length] ?? 0) + pull
    })
    for (let i = 0; i < weights.length; i++) {
      const decay = i < means.length ? fitting.decay * (weights[i] ?? 0) : 0
      speed[i] = momentum * (speed[i] ?? 0) + (slope[i] ?? 0) - decay
      weights[i] = (weights[i] ?? 0) + 0.5 * (speed[i] ?? 0)
    }
  }
  const bias = weights.at(-1) ?? 0
  return rounded({ means, spreads, weights: [...weights.slice(0, -1)], bias, hidden: [] })
}

/** The place of the candidate that a model would choose. */
export function choiceOf(model: Model, { figures }: Question): number {
  const scores = figures.map((row) => scoreOf(model, row))
  return scores.indexOf(Math.max(...scores))
}

function scaleOf(rows: readonly (readonly number[])[]) {
  const width = rows[0]?.length ?? 0
  const means = Array.from({ length: width }, (_, i) => {
    return rows.reduce((sum, row) => sum + (row[i] ?? 0), 0) / rows.length
  })
  const spreads = means.map((mean, i) => {
    const variance = rows.reduce((sum, row) => sum + ((row[i] ?? 0) - mean) ** 2, 0) / rows.length
    return Math.sqrt(variance) || 1
  })
  return { means, spreads }
}

function softmax(values: readonly number[]): readonly number[] {
  const most = Math.max(...values)
  const powers = values.map((value) => Math.exp(value - most))
  const sum = powers.reduce((total, value) => total + value, 0)
  return powers.map((value) => value / sum)
}

/** Direct weights first, then for each cell its weights, its bias and its way out. */
function begun({ width, cells }: Layout, start: number): Float64Array {
  const random = makeRandom(7 + start)
  const weights = new Float64Array(width + cells * (width + 2))
  for (let i = width; i < weights.length; i++) weights[i] = 0.3 * (random() - 0.5)
  return weights
}

/** Answers the score of a row, and leaves in `active` how active each hidden cell is. */
function forward({ width, cells }: Layout, weights: Float64Array, row: Float64Array, active: Float64Array) {
  let score = 0
  for (let i = 0; i < width; i++) score += (weights[i] as number) * (row[i] as number)
  for (let cell = 0; cell < cells; cell++) {
    const at = width + cell * (width + 2)
    let sum = weights[at + width] as number
    for (let i = 0; i < width; i++) sum += (weights[at + i] as number) * (row[i] as number)
    const level = Math.tanh(sum)
    active[cell] = level
    score += (weights[at + width + 1] as number) * level
  }
  return score
}

/** Adds to `slope` how every weight should move so that the score of a row grows by `pull`; `active` is the row's. */
function addSlope(
  { width, cells }: Layout,
  weights: Float64Array,
  slope: Float64Array,
  { row, active, pull }: { readonly row: Float64Array; readonly active: Float64Array; readonly pull: number },
): void {
  for (let i = 0; i < width; i++) slope[i] = (slope[i] as number) + pull * (row[i] as number)
  for (let cell = 0; cell < cells; cell++) {
    const at = width + cell * (width + 2)
    const level = active[cell] as number
    const back = pull * (weights[at + width + 1] as number) * (1 - level * level)
    for (let i = 0; i < width; i++) slope[at + i] = (slope[at + i] as number) + back * (row[i] as number)
    slope[at + width] = (slope[at + width] as number) + back
    slope[at + width + 1] = (slope[at + width + 1] as number) + pull * level
  }
}

function modelOf(
  { width, cells }: Layout,
  weights: Float64Array,
  means: readonly number[],
  spreads: readonly number[],
): Model {
  const hidden = Array.from({ length: cells }, (_, cell) => {
    const at = width + cell * (width + 2)
    return {
      weights: [...weights.slice(at, at + width)],
      bias: weights[at + width] ?? 0,
      out: weights[at + width + 1] ?? 0,
    }
  })
  return { means, spreads, weights: [...weights.slice(0, width)], bias: 0, hidden }
}

/** Four digits say all that the songs could teach. */
function rounded(model: Model): Model {
  return JSON.parse(
    JSON.stringify(model, (_key, value: unknown) =>
      typeof value === 'number' ? Number(value.toPrecision(4)) : value,
    ),
  ) as Model
}
