/**
 * What a job does next, decided without doing it: where it stands and what happened give where it stands then, and how
 * long to wait before acting on it. The state says the action: `submitting` submits, `following` follows, and so on.
 */
import type { WorkResult, WorkState } from './work.ts'

/** Where a run stands. `troubles` counts what went wrong since something last went right. */
export type RunState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'submitting'; readonly attempt: number; readonly troubles: number }
  | {
      readonly kind: 'following'
      readonly attempt: number
      readonly troubles: number
      readonly revision: number
      /** How many of the task's stored pieces were written down. */
      readonly piecesKept: number
      readonly isAudioKept: boolean
    }
  | {
      readonly kind: 'settling'
      readonly attempt: number
      readonly troubles: number
      readonly result: WorkResult
    }
  | {
      readonly kind: 'closing'
      readonly attempt: number
      readonly troubles: number
      readonly ending: Ending
    }
  | { readonly kind: 'final'; readonly ending: Ending | { readonly status: 'succeeded' } }

/** How a job ends when it does not succeed. */
export type Ending = { readonly status: 'failed'; readonly reason: string } | { readonly status: 'cancelled' }

/** What can happen to a run. */
export type RunEvent =
  /** Somebody said that the job waits; said twice, it is once. */
  | { readonly kind: 'woken' }
  | { readonly kind: 'cancelled' }
  /** It is not this job's turn yet: others come first. */
  | { readonly kind: 'waits' }
  /** Whoever does the work took it. */
  | { readonly kind: 'accepted' }
  | { readonly kind: 'reported'; readonly task: WorkState }
  /** The media service does not know the task: it was started anew, or killed. */
  | { readonly kind: 'lost' }
  /** Whoever does the work cannot be asked; they may say why, and when they can be. */
  | { readonly kind: 'unreachable'; readonly reason?: string; readonly retryAfterMs?: number }
  /** There is no order to give, and there never will be: what the job is about is gone. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** A step threw what nobody expected. */
  | { readonly kind: 'broke' }
  /** The result, or the ending, is written down. */
  | { readonly kind: 'settled' }

/** The next state, and how long to wait before acting on it. */
export type NextStep = { readonly state: RunState; readonly waitMs: number }

/** How often a job is tried, in one place. */
export const runLimits = {
  /** Tasks given to the media service for one job. */
  attempts: 5,
  /** Troubles in a row within one state; with the waits between them, about seven minutes. */
  troubles: 12,
  firstWaitMs: 1000,
  longestWaitMs: 60_000,
  /** A task may report many times a second; watchers need no more than a few of them. */
  followPauseMs: 200,
  /** How soon a job that waits for others asks again whether it is its turn. */
  turnPauseMs: 2000,
} as const

/**
 * The next step. `chance`, from 0 up to 1, spreads the waits so that many jobs do not come back as one. An event that
 * does not belong to the state changes nothing: it is an echo of a step that was overtaken.
 */
export function nextStep(state: RunState, event: RunEvent, chance: number): NextStep {
  if (event.kind === 'cancelled') return afterCancel(state)
  switch (state.kind) {
    case 'idle':
      return now(event.kind === 'woken' ? { kind: 'submitting', attempt: 1, troubles: 0 } : state)
    case 'submitting':
      return afterSubmit(state, event, chance)
    case 'following':
      return afterFollow(state, event, chance)
    case 'settling':
      return afterSettle(state, event, chance)
    case 'closing':
      return afterClose(state, event, chance)
    case 'final':
      return now(state)
  }
}

type In<K extends RunState['kind']> = Extract<RunState, { kind: K }>

/** A result that is being written down stands: its video exists, whoever wished it away a moment too late. */
function afterCancel(state: RunState): NextStep {
  if (state.kind === 'settling' || state.kind === 'closing' || state.kind === 'final') return now(state)
  const attempt = state.kind === 'idle' ? 0 : state.attempt
  return now({ kind: 'closing', attempt, troubles: 0, ending: { status: 'cancelled' } })
}

function afterSubmit(state: In<'submitting'>, event: RunEvent, chance: number): NextStep {
  const { attempt } = state
  switch (event.kind) {
    case 'accepted':
      return now({ kind: 'following', attempt, troubles: 0, revision: -1, piecesKept: 0, isAudioKept: false })
    case 'waits':
      return { state: { ...state, troubles: 0 }, waitMs: runLimits.turnPauseMs }
    case 'refused':
      return now(failing(attempt, event.reason))
    case 'unreachable':
    case 'broke':
      return afterTrouble(state, event, chance)
    default:
      return now(state)
  }
}

function afterFollow(state: In<'following'>, event: RunEvent, chance: number): NextStep {
  switch (event.kind) {
    case 'reported':
      return afterReport(state, event.task, chance)
    case 'lost':
      return nextAttempt(state.attempt, stoppedReason(state.attempt), chance)
    case 'refused':
      return now(failing(state.attempt, event.reason))
    case 'unreachable':
    case 'broke':
      return afterTrouble(state, event, chance)
    default:
      return now(state)
  }
}

function afterReport(state: In<'following'>, task: WorkState, chance: number): NextStep {
  const { attempt } = state
  const { outcome } = task
  switch (outcome.kind) {
    case 'running': {
      const { revision, storedSegments, storedAudio } = task
      const kept = { piecesKept: storedSegments.length, isAudioKept: storedAudio !== undefined }
      const waitMs = task.pauseMs ?? runLimits.followPauseMs
      return { state: { ...state, troubles: 0, revision, ...kept }, waitMs }
    }
    case 'succeeded':
      return now({ kind: 'settling', attempt, troubles: 0, result: outcome.result })
    case 'failed': {
      const { code, detail, retryable } = outcome.complaint
      // We did not cancel it, or we would not be following: the service is shutting down and takes its tasks along.
      if (code === 'cancelled') return nextAttempt(attempt, stoppedReason(attempt), chance)
      return retryable ? nextAttempt(attempt, detail, chance) : now(failing(attempt, detail))
    }
  }
}

function afterSettle(state: In<'settling'>, event: RunEvent, chance: number): NextStep {
  if (event.kind === 'settled') return now({ kind: 'final', ending: { status: 'succeeded' } })
  if (event.kind === 'refused') return now(failing(state.attempt, event.reason))
  if (event.kind === 'broke' || event.kind === 'unreachable') return afterTrouble(state, event, chance)
  return now(state)
}

/** The ending is decided; what is left over from it is cleared away as often as is reasonable, and then left. */
function afterClose(state: In<'closing'>, event: RunEvent, chance: number): NextStep {
  const final = { kind: 'final', ending: state.ending } as const
  if (event.kind === 'settled') return now(final)
  if (event.kind !== 'broke' && event.kind !== 'unreachable') return now(state)
  const troubles = state.troubles + 1
  return troubles >= runLimits.troubles
    ? now(final)
    : { state: { ...state, troubles }, waitMs: backOffMs(troubles, chance) }
}

function nextAttempt(attempt: number, lastReason: string, chance: number): NextStep {
  if (attempt >= runLimits.attempts) return now(failing(attempt, lastReason))
  return {
    state: { kind: 'submitting', attempt: attempt + 1, troubles: 0 },
    waitMs: backOffMs(attempt, chance),
  }
}

function afterTrouble(
  state: In<'submitting'> | In<'following'> | In<'settling'>,
  event: Extract<RunEvent, { kind: 'broke' | 'unreachable' }>,
  chance: number,
): NextStep {
  const troubles = state.troubles + 1
  if (troubles >= runLimits.troubles) return now(failing(state.attempt, reasonOf(state, event)))
  const saidMs = event.kind === 'unreachable' ? (event.retryAfterMs ?? 0) : 0
  // Those who were told the same moment do not come back as one.
  const waitMs = Math.max(backOffMs(troubles, chance), Math.round(saidMs * (1 + chance / 4)))
  return { state: { ...state, troubles }, waitMs }
}

function reasonOf(state: RunState, event: Extract<RunEvent, { kind: 'broke' | 'unreachable' }>): string {
  if (event.kind === 'broke') return brokenReason
  return event.reason ?? (state.kind === 'settling' ? brokenReason : unreachableReason)
}

function failing(attempt: number, reason: string): RunState {
  return { kind: 'closing', attempt, troubles: 0, ending: { status: 'failed', reason } }
}

function now(state: RunState): NextStep {
  return { state, waitMs: 0 }
}

/** Doubles with every try up to a minute, and lies anywhere between half and one and a half times that. */
function backOffMs(tries: number, chance: number): number {
  const wholeMs = Math.min(runLimits.longestWaitMs, runLimits.firstWaitMs * 2 ** (tries - 1))
  return Math.round(wholeMs * (0.5 + chance))
}

const unreachableReason = 'The media service could not be reached for several minutes. Try again later.'
const brokenReason = 'Something broke on our side while working on this. Try again later.'

function stoppedReason(attempt: number): string {
  return `The media service stopped ${attempt} times while working on this. Try again later.`
}
