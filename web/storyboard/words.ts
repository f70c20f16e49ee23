/** The storyboard in words: prices before a press, what models make, where money stands, and why something was refused. */
import { dollarsText } from '#core/storyboard/money.ts'
import { aspectRatios } from '#core/timeline/geometry.ts'
import type { Aspect } from '#core/timeline/timeline.ts'
import { ApiError, wordsOfError } from '../api/problem.ts'
import { lookName } from '../media/looks.ts'
import { counted } from '../ui/words.ts'
import type { Budget, Model, StoryboardPart, Take } from './shapes.ts'

/** A price: `$0.05`, or `free`. */
export function priceWords(microDollars: number): string {
  return microDollars === 0 ? 'free' : dollarsText(microDollars)
}

/**
 * What a press makes, and what it costs: `Make 3 takes · $0.15`, `Another take · free`. Away from the part that it is for it
 * names it: `Another take of Outro · free`.
 */
export function pressWords(
  parts: readonly Pick<StoryboardPart, 'takes' | 'priceMicroDollars'>[],
  onlyPart?: string,
): string {
  const total = priceWords(totalOf(parts))
  const isAgain = parts.every(({ takes }) => takes.length > 0)
  if (parts.length === 1) {
    const of = onlyPart === undefined ? '' : ` of ${onlyPart}`
    return `${isAgain ? 'Another take' : 'Make a take'}${of} · ${total}`
  }
  return `${isAgain ? 'Another' : 'Make'} ${counted(parts.length, 'take')} · ${total}`
}

/** What a take of each of these parts costs together, in micro-dollars. */
export function totalOf(parts: readonly Pick<StoryboardPart, 'priceMicroDollars'>[]): number {
  return parts.reduce((sum, { priceMicroDollars }) => sum + priceMicroDollars, 0)
}

/** What a model makes: `5 s · 832 × 480 · $0.05 a take`. An upright video gets its sizes turned as the model turns them. */
export function modelWords(model: Model, aspect: Aspect): string {
  const isUpright = aspectRatios[aspect] < 1
  const { widthPixels, heightPixels } = model
  const sides = isUpright ? [heightPixels, widthPixels] : [widthPixels, heightPixels]
  const size = widthPixels === null ? 'as large as the video' : sides.join(' × ')
  const price = model.priceMicroDollars === 0 ? 'free' : `${dollarsText(model.priceMicroDollars)} a take`
  return [lengthOf(model), size, price].join(' · ')
}

function lengthOf({ kind, seconds }: Model): string {
  if (seconds !== null) return `${Number(seconds.toFixed(1))} s`
  return kind === 'image' ? 'a photo' : 'as long as the part'
}

/** A take as it is called among the others of its part, oldest first: `Take 2, Silk`. */
export function takeName(take: Take, takes: readonly Take[]): string {
  const number = takes.length - takes.indexOf(take)
  const result = take.result
  if (result === null) return `Take ${number}`
  const what = { look: () => lookName(lookOf(take)), clip: () => 'clip', photo: () => 'photo' }[result.kind]()
  return `Take ${number}, ${what}`
}

function lookOf({ result }: Take) {
  return result?.kind === 'look' ? result.look : 'silk'
}

/** Shares of a budget, 0 to 1 each: spent, and reserved for what is under way. */
export function budgetShares(budget: Budget): {
  readonly spent: number
  readonly reserved: number
} {
  const { limitMicroDollars, chargedMicroDollars, reservedMicroDollars } = budget
  // A ceiling that was lowered below what is spent already is full, not more than full.
  const whole = Math.max(limitMicroDollars ?? 0, chargedMicroDollars + reservedMicroDollars)
  if (whole === 0) return { spent: 0, reserved: 0 }
  return { spent: chargedMicroDollars / whole, reserved: reservedMicroDollars / whole }
}

/** Where a budget stands: `$0.35 spent, $0.10 reserved, $4.55 left of $5.00`. */
export function budgetWords(budget: Budget): string {
  const { limitMicroDollars, chargedMicroDollars, reservedMicroDollars, remainingMicroDollars } = budget
  const spent = `${dollarsText(chargedMicroDollars)} spent, ${dollarsText(reservedMicroDollars)} reserved`
  if (limitMicroDollars === null || remainingMicroDollars === null) return spent
  return `${spent}, ${dollarsText(remainingMicroDollars)} left of ${dollarsText(limitMicroDollars)}`
}

/** Why an order was refused, in words, and what helps. */
export type Refused = {
  readonly title: string
  readonly detail: string
  /** `look-again`: what is shown is new now. `budget`: the budget can be changed. */
  readonly wayOn: 'look-again' | 'budget' | 'none'
}

/** Words about an order or a placement that was refused. */
export function refusedWords(error: unknown): Refused {
  const { title, detail } = wordsOfError(error)
  const code = error instanceof ApiError ? error.problem.type.split('/').at(-1) : undefined
  if (code === 'price-changed')
    return {
      title,
      detail: 'Nothing was ordered. The buttons show the new prices; press again if they suit you.',
      wayOn: 'look-again',
    }
  const field = error instanceof ApiError ? error.problem.field : undefined
  if (field === 'referenceMediaIds') return { title: 'A picture is missing', detail, wayOn: 'none' }
  return { title, detail, wayOn: code === 'budget-exceeded' ? 'budget' : 'none' }
}

/** What became of a take without a picture, for whoever pays. */
export function lostWords({ status, error }: Pick<Take, 'status' | 'error'>): string {
  if (status === 'cancelled') return 'Cancelled. It cost you nothing.'
  const why = error === null || error === '' ? 'It was not finished.' : error
  return /nothing was charged/i.test(why) ? why : `${why} It cost you nothing.`
}
