import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TaskState } from '#core/work/report.ts'
import { nextStep, type RunEvent, type RunState, runLimits } from './next-step.ts'

const anyComplaint = fc.record({
  code: fc.constantFrom('internal', 'took-too-long', 'proof-failed', 'cancelled', 'unreadable-file'),
  detail: fc.constantFrom('The disk is full.', 'This file cannot be read.'),
  retryable: fc.boolean(),
})

const anyOutcome: fc.Arbitrary<TaskState['outcome']> = fc.oneof(
  fc.constant({ kind: 'running' as const }),
  fc.constant({ kind: 'succeeded' as const, result: { kind: 'analyse' as const } }),
  fc.record({ kind: fc.constant('failed' as const), complaint: anyComplaint }),
)

const anyEvent: fc.Arbitrary<RunEvent> = fc.oneof(
  fc
    .constantFrom('woken', 'cancelled', 'waits', 'accepted', 'lost', 'unreachable', 'broke', 'settled')
    .map((kind) => ({ kind }) as RunEvent),
  fc.constant({ kind: 'refused' as const, reason: 'The song is gone.' }),
  fc
    .record({ outcome: anyOutcome, revision: fc.nat(50) })
    .map(({ outcome, revision }) => ({ kind: 'reported' as const, task: taskState(outcome, revision) })),
)

const anyHistory = fc.array(fc.tuple(anyEvent, fc.double({ min: 0, max: 0.999, noNaN: true })), {
  maxLength: 120,
})

function taskState(outcome: TaskState['outcome'], revision = 1): TaskState {
  return { id: 'job_1.1', revision, progress: 0.5, stage: 'encoding', storedSegments: [], outcome }
}

/** Every state a history passes through, the first included. */
function statesOf(history: readonly (readonly [RunEvent, number])[]): readonly RunState[] {
  const states: RunState[] = [{ kind: 'idle' }]
  for (const [event, chance] of history) {
    states.push(nextStep(states.at(-1) ?? { kind: 'idle' }, event, chance).state)
  }
  return states
}

function after(...events: readonly RunEvent[]): RunState {
  return statesOf(events.map((event) => [event, 0.5] as const)).at(-1) ?? { kind: 'idle' }
}

const failed = (code: 'internal' | 'cancelled' | 'unreadable-file', retryable: boolean): RunEvent => ({
  kind: 'reported',
  task: taskState({ kind: 'failed', complaint: { code, detail: 'The disk is full.', retryable } }),
})

const woken = { kind: 'woken' } as const
const accepted = { kind: 'accepted' } as const
const lost = { kind: 'lost' } as const
const succeeded: RunEvent = {
  kind: 'reported',
  task: taskState({ kind: 'succeeded', result: { kind: 'analyse' } }),
}

describe('whatever happens', () => {
  test('a job that has ended never changes again', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const states = statesOf(history)
        const ended = states.findIndex((state) => state.kind === 'final')
        if (ended >= 0) for (const state of states.slice(ended)) expect(state).toEqual(states[ended])
      }),
    )
  })

  test('an ending that was decided is the one the job gets, were it even cancelled afterwards', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const states = statesOf(history)
        const decided = states.find((state) => state.kind === 'closing')
        const final = states.find((state) => state.kind === 'final')
        if (decided?.kind === 'closing' && final?.kind === 'final')
          expect(final.ending).toEqual(decided.ending)
      }),
    )
  })

  test('attempts only rise, one by one, and never past the limit', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const attempts = statesOf(history).flatMap((state) => ('attempt' in state ? [state.attempt] : []))
        for (const [i, attempt] of attempts.entries()) {
          expect(attempt - (attempts[i - 1] ?? attempt)).toBeOneOf([0, 1])
          expect(attempt).toBeLessThanOrEqual(runLimits.attempts)
        }
      }),
    )
  })

  test('a job succeeds at most once, and only through a result', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const states = statesOf(history)
        const entries = states.filter(
          (state, i) => state.kind === 'settling' && states[i - 1]?.kind !== 'settling',
        )
        expect(entries.length).toBeLessThanOrEqual(1)
        const final = states.at(-1)
        if (final?.kind === 'final' && final.ending.status === 'succeeded') expect(entries).toHaveLength(1)
      }),
    )
  })

  test('no wait is longer than a minute and a half', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        let state: RunState = { kind: 'idle' }
        for (const [event, chance] of history) {
          const step = nextStep(state, event, chance)
          expect(step.waitMs).toBeGreaterThanOrEqual(0)
          expect(step.waitMs).toBeLessThanOrEqual(runLimits.longestWaitMs * 1.5)
          state = step.state
        }
      }),
    )
  })
})

test('being woken twice is being woken once', () => {
  expect(after(woken, woken)).toEqual(after(woken))
})

test('a task the service has forgotten is given again, later each time', () => {
  expect(after(woken, accepted, lost)).toEqual({ kind: 'submitting', attempt: 2, troubles: 0 })
  const first = nextStep(after(woken, accepted), lost, 0.5).waitMs
  const second = nextStep(after(woken, accepted, lost, accepted), lost, 0.5).waitMs
  expect(second).toBe(2 * first)
})

test('a job whose service stops at every attempt fails, and says how often', () => {
  const losses = Array.from({ length: runLimits.attempts }, () => [accepted, lost]).flat()
  expect(after(woken, ...losses)).toMatchObject({
    kind: 'closing',
    ending: { status: 'failed', reason: expect.stringContaining(`stopped ${runLimits.attempts} times`) },
  })
})

test('a complaint that may pass is another attempt; one that may not is the end, in its own words', () => {
  expect(after(woken, accepted, failed('internal', true))).toMatchObject({ kind: 'submitting', attempt: 2 })
  expect(after(woken, accepted, failed('unreadable-file', false))).toMatchObject({
    kind: 'closing',
    ending: { status: 'failed', reason: 'The disk is full.' },
  })
})

test('a service that takes its tasks along when it shuts down has not cancelled the job', () => {
  expect(after(woken, accepted, failed('cancelled', false))).toMatchObject({ kind: 'submitting', attempt: 2 })
})

test('a service that is away for a while costs no attempt', () => {
  const away = { kind: 'unreachable' } as const
  const back: RunEvent = { kind: 'reported', task: taskState({ kind: 'running' }, 7) }
  expect(after(woken, accepted, away, away, away, back)).toMatchObject({
    kind: 'following',
    attempt: 1,
    troubles: 0,
    revision: 7,
  })
})

test('a service that stays away fails the job', () => {
  const away = Array.from({ length: runLimits.troubles }, () => ({ kind: 'unreachable' }) as const)
  expect(after(woken, ...away)).toMatchObject({ kind: 'closing', ending: { status: 'failed' } })
})

test('cancelling wins over work, and loses against a result that is being written down', () => {
  expect(after(woken, accepted, { kind: 'cancelled' }, succeeded)).toMatchObject({
    kind: 'closing',
    ending: { status: 'cancelled' },
  })
  expect(after(woken, accepted, succeeded, { kind: 'cancelled' })).toMatchObject({ kind: 'settling' })
})

describe('whoever does the work', () => {
  const follow = {
    kind: 'following',
    attempt: 1,
    troubles: 0,
    revision: 0,
    piecesKept: 0,
    isAudioKept: false,
  } as const

  test('may say when they can be asked again, and are not asked before', () => {
    fc.assert(
      fc.property(fc.nat(120_000), fc.double({ min: 0, max: 0.999, noNaN: true }), (retryAfterMs, chance) => {
        const { waitMs } = nextStep(follow, { kind: 'unreachable', retryAfterMs }, chance)
        expect(waitMs).toBeGreaterThanOrEqual(retryAfterMs)
        expect(waitMs).toBeLessThanOrEqual(Math.max(retryAfterMs * 1.25, runLimits.firstWaitMs * 1.5) + 1)
      }),
    )
  })

  test('may say why, and it is what the person is told in the end', () => {
    const last = { ...follow, troubles: runLimits.troubles - 1 }
    const { state } = nextStep(last, { kind: 'unreachable', reason: 'It is busy.' }, 0.5)
    expect(state).toMatchObject({ kind: 'closing', ending: { status: 'failed', reason: 'It is busy.' } })
  })

  test('may say how long nothing new is to be expected', () => {
    const task = { ...taskState({ kind: 'running' }), pauseMs: 10_000 }
    expect(nextStep(follow, { kind: 'reported', task }, 0.5).waitMs).toBe(10_000)
  })
})
