/** Small fitted models: figures are brought to one scale, weighed, and summed, directly and through hidden cells. */

/** A model whose weights were fitted by `bench/grid-model`. Without `hidden` it is a plain weighted sum. */
export type Model = {
  /** Mean and spread of every figure, by which it is brought to one scale. */
  readonly means: readonly number[]
  readonly spreads: readonly number[]
  readonly weights: readonly number[]
  readonly bias: number
  readonly hidden: readonly {
    readonly weights: readonly number[]
    readonly bias: number
    readonly out: number
  }[]
}

/** The model's score of a row of figures. */
export function scoreOf(model: Model, figures: readonly number[]): number {
  const scaled = figures.map((value, i) => (value - (model.means[i] ?? 0)) / (model.spreads[i] ?? 1))
  const cells = model.hidden.map(({ weights, bias, out }) => out * Math.tanh(bias + dot(weights, scaled)))
  return model.bias + dot(model.weights, scaled) + cells.reduce((sum, value) => sum + value, 0)
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
