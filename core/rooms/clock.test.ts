import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ClockHistory,
  type Exchange,
  estimateOf,
  localMsOf,
  noHistory,
  roomMsOf,
  roundTripMs,
  withExchange,
} from './clock.ts'

/** Two clocks, and how long each question and each answer was on its way. */
type Ways = {
  readonly offsetMs: number
  readonly skew: number
  readonly delays: readonly { readonly thereMs: number; readonly backMs: number; readonly afterMs: number }[]
}

const hourMs = 3_600_000

/** Mostly short, now and then long, in one direction or both: radio that sleeps, a queue that fills. */
const delayMs = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: 0.2, max: 15, noNaN: true }) },
  { weight: 1, arbitrary: fc.double({ min: 15, max: 1_500, noNaN: true }) },
)

const ways: fc.Arbitrary<Ways> = fc.record({
  offsetMs: fc.double({ min: -hourMs, max: hourMs, noNaN: true }),
  skew: fc.double({ min: -150e-6, max: 150e-6, noNaN: true }),
  delays: fc.array(
    fc.record({
      thereMs: delayMs,
      backMs: delayMs,
      afterMs: fc.oneof(fc.constant(30), fc.constant(2_500), fc.double({ min: 1, max: 20_000, noNaN: true })),
    }),
    { minLength: 1, maxLength: 150 },
  ),
})

/** Runs the exchanges one after another. Answers what is known, the truth at the end, and the exchanges. */
function run({ offsetMs, skew, delays }: Ways, startMs = 1_000) {
  const trueRoomMs = (localMs: number) => localMs + offsetMs + skew * (localMs - startMs)
  let localMs = startMs
  let history: ClockHistory = noHistory
  const exchanges: Exchange[] = []
  for (const { thereMs, backMs, afterMs } of delays) {
    const sentMs = localMs
    const arrivedMs = sentMs + thereMs + backMs
    const heardMs = trueRoomMs(sentMs + thereMs)
    const exchange = { sentMs, receivedMs: heardMs, answeredMs: heardMs, arrivedMs }
    exchanges.push(exchange)
    history = withExchange(history, exchange)
    localMs = arrivedMs + afterMs
  }
  const endMs = exchanges.at(-1)?.arrivedMs ?? startMs
  const estimate = estimateOf(history, endMs)
  if (estimate === undefined) throw new Error('nothing was exchanged')
  return { estimate, exchanges, endMs, errorMs: roomMsOf(estimate, endMs) - trueRoomMs(endMs) }
}

test('the clock is never further off than it says, whatever the ways take, and clocks that are an hour off', () => {
  fc.assert(
    fc.property(ways, (given) => {
      const { estimate, errorMs } = run(given)
      expect(Math.abs(errorMs)).toBeLessThanOrEqual(estimate.errorMs + 1e-3)
    }),
  )
})

test('it is as good as its best exchange of a minute: half that round trip, and what clocks part since', () => {
  fc.assert(
    fc.property(ways, (given) => {
      const { exchanges, endMs, errorMs } = run(given)
      const most = exchanges.map(
        (exchange) =>
          roundTripMs(exchange) / 2 + 400e-6 * (endMs - (exchange.sentMs + exchange.arrivedMs) / 2),
      )
      const recent = most
        .slice(-64)
        .filter((_, i) => endMs - (exchanges.slice(-64)[i]?.sentMs ?? 0) <= 60_000)
      expect(Math.abs(errorMs)).toBeLessThanOrEqual(Math.min(...recent, most.at(-1) ?? 0) + 1e-3)
    }),
  )
})

test('a quick way there and, another time, a quick way back are enough: jitter in one direction does not pull it', () => {
  const quiet = fc.record({
    offsetMs: fc.double({ min: -hourMs, max: hourMs, noNaN: true }),
    jitters: fc.array(fc.record({ there: delayMs, back: delayMs }), { minLength: 2, maxLength: 12 }),
    quickThere: fc.nat(11),
    quickBack: fc.nat(11),
    baseMs: fc.double({ min: 0.1, max: 80, noNaN: true }),
  })
  fc.assert(
    fc.property(quiet, ({ offsetMs, jitters, quickThere, quickBack, baseMs }) => {
      const delays = jitters.map(({ there, back }, i) => ({
        thereMs: baseMs + (i === quickThere % jitters.length ? 0 : there),
        backMs: baseMs + (i === quickBack % jitters.length ? 0 : back),
        afterMs: 30,
      }))
      const { errorMs, endMs } = run({ offsetMs, skew: 0, delays })
      // The age of the quickest widens its bounds by what the skew may be.
      expect(Math.abs(errorMs)).toBeLessThanOrEqual(200e-6 * (endMs - 1_000) + 1e-3)
    }),
  )
})

test('a skew is found within ten minutes, so that a minute without answers costs less than a millisecond', () => {
  const skews = fc.record({
    offsetMs: fc.double({ min: -hourMs, max: hourMs, noNaN: true }),
    skew: fc.double({ min: -100e-6, max: 100e-6, noNaN: true }),
    jitters: fc.array(fc.double({ min: 0, max: 4, noNaN: true }), { minLength: 480, maxLength: 480 }),
  })
  fc.assert(
    fc.property(skews, ({ offsetMs, skew, jitters }) => {
      const delays = Array.from({ length: 240 }, (_, i) => ({
        thereMs: 5 + (jitters[2 * i] ?? 0),
        backMs: 5 + (jitters[2 * i + 1] ?? 0),
        afterMs: 2_490,
      }))
      const { estimate } = run({ offsetMs, skew, delays })
      expect(Math.abs(estimate.skew - skew) * 60_000).toBeLessThan(1)
    }),
    { numRuns: 20 },
  )
})

test('when a clock is set, or stood still in sleep, the next exchange already says the new time', () => {
  fc.assert(
    fc.property(
      ways,
      fc.double({ min: 5_000, max: hourMs, noNaN: true }),
      fc.boolean(),
      (given, jumpMs, isBack) => {
        const { exchanges, endMs } = run(given)
        let history = noHistory
        for (const exchange of exchanges) history = withExchange(history, exchange)
        const offsetMs = given.offsetMs + (isBack ? -jumpMs : jumpMs)
        const sentMs = endMs + 100
        const heardMs = sentMs + 4 + offsetMs
        history = withExchange(history, {
          sentMs,
          receivedMs: heardMs,
          answeredMs: heardMs,
          arrivedMs: sentMs + 10,
        })
        const estimate = estimateOf(history, sentMs)
        expect(Math.abs((estimate?.offsetMs ?? 0) - offsetMs)).toBeLessThanOrEqual(5.01)
      },
    ),
  )
})

test('from this clock to the room’s and back is the same moment', () => {
  fc.assert(
    fc.property(ways, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (given, localMs) => {
      const { estimate } = run(given)
      expect(localMsOf(estimate, roomMsOf(estimate, localMs))).toBeCloseTo(localMs, 3)
    }),
  )
})

test('before the first exchange nothing is known', () => {
  expect(estimateOf(noHistory, 0)).toBeUndefined()
})
