/** A take's work at Replicate: asked for once however often it is tried, followed, and ended. */
import type { Database } from '../db/client.ts'
import { Refusal } from '../http/refusal.ts'
import { NotNow, type Work, type WorkState } from '../jobs/work.ts'
import type { ModelInput } from './model-inputs.ts'
import {
  bindPrediction,
  clearIntent,
  findPrediction,
  type PredictionRow,
  writeIntent,
} from './prediction-store.ts'
import type { Prediction, Replicate } from './replicate.ts'

/** What a take's work needs. */
export type TakeWork = {
  readonly db: Database
  readonly replicate: Replicate
  readonly nowMs: number
  readonly take: { readonly id: string; readonly ownerId: string }
  readonly model: string
  readonly webhookUrl: string | undefined
  /** A photo is made in seconds, a clip in minutes. */
  readonly isClip: boolean
  /** The input, with addresses that are fresh. */
  input(): Promise<ModelInput>
}

/**
 * A request whose answer was lost may still be on its way inside the provider; this long after it, and not found, it was
 * never taken.
 */
const quietMs = 60_000
/** How far the provider's clock may be behind ours. */
const clockSkewMs = 120_000
/** How soon a lost request is looked for. */
const lookAgainMs = 3000
/** Replicate itself ends a prediction after half an hour of running. */
const mostWorkMs = 60 * 60_000
const cancelAfterSeconds = { clip: 20 * 60, photo: 5 * 60 } as const
/** Messages tell of every change; looking is the net under them. */
const pauseMs = { clip: 10_000, photo: 2000, withoutMessages: 3000 } as const

const busy = 'The service that makes clips is busy. Nothing was charged. Try again in a few minutes.'
const unsure = 'The service that makes clips did not answer. Nothing was charged. Try again in a few minutes.'

/** The work of one take. Attempts are one and the same prediction: another one would be paid for again. */
export function replicateWork(work: TakeWork): Work {
  return {
    async submit() {
      const asked = await findPrediction(work.db, work.take.id)
      if (asked !== undefined && (await isBound(work, asked))) return
      await ask(work)
    },
    async follow(_attempt, afterRevision) {
      const asked = await findPrediction(work.db, work.take.id)
      const predictionId = asked?.predictionId ?? undefined
      const prediction = predictionId === undefined ? undefined : await work.replicate.get(predictionId)
      return stateOf(work, prediction, afterRevision + 1)
    },
    async cancel() {
      const asked = await findPrediction(work.db, work.take.id)
      if (asked === undefined || !(await isBound(work, asked))) return
      const bound = await findPrediction(work.db, work.take.id)
      if (bound?.predictionId != null) await work.replicate.cancel(bound.predictionId)
    },
  }
}

/** Writes the intent, asks, and writes down what is known of it then. */
async function ask({
  db,
  replicate,
  nowMs,
  take,
  model,
  webhookUrl,
  isClip,
  input,
}: TakeWork): Promise<void> {
  const asked = await input()
  await writeIntent(db, { takeId: take.id, ownerId: take.ownerId, model, input: asked }, nowMs)
  const creation = await replicate.create({
    model,
    input: asked,
    webhookUrl,
    cancelAfterSeconds: cancelAfterSeconds[isClip ? 'clip' : 'photo'],
  })
  switch (creation.kind) {
    case 'created':
      await bindPrediction(db, take.id, creation.prediction.id)
      return
    case 'unknown':
      throw new NotNow(unsure, lookAgainMs)
    case 'busy':
      await clearIntent(db, take.id)
      throw new NotNow(busy, creation.retryAfterMs)
    case 'refused':
      await clearIntent(db, take.id)
      throw new Refusal('conflict', creation.reason)
  }
}

/**
 * Whether the provider has what was asked for, its id now known. A request nobody can speak for is looked for first: by the id
 * that a message named, then among the predictions since. Throws `NotNow` while it may yet appear.
 */
async function isBound(work: TakeWork, asked: PredictionRow): Promise<boolean> {
  const { db, replicate, nowMs, take } = work
  if (asked.predictionId !== null) return true
  if (asked.intendedAtMs === null) return false
  const heard = asked.heardPredictionId === null ? undefined : await replicate.get(asked.heardPredictionId)
  if (heard !== undefined && isWhatWasAsked(asked, heard) && (await bindPrediction(db, take.id, heard.id)))
    return true
  for await (const prediction of replicate.listSince(asked.intendedAtMs - clockSkewMs)) {
    if (!isWhatWasAsked(asked, prediction)) continue
    if (await bindPrediction(db, take.id, prediction.id)) return true
  }
  if (nowMs - asked.intendedAtMs < quietMs) throw new NotNow(unsure, lookAgainMs)
  return false
}

/** Whether a prediction is of the very input that was sent for a take, and not older. */
export function isWhatWasAsked(
  asked: Pick<PredictionRow, 'model' | 'input' | 'intendedAtMs'>,
  prediction: Prediction,
): boolean {
  const { model, input, created_at } = prediction
  if (input == null || (model !== undefined && model !== asked.model)) return false
  const isOlder = Date.parse(created_at) < (asked.intendedAtMs ?? 0) - clockSkewMs
  return !isOlder && canonical(input) === canonical(asked.input)
}

function canonical(input: ModelInput): string {
  return JSON.stringify(Object.entries(input).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function stateOf(work: TakeWork, prediction: Prediction | undefined, revision: number): WorkState {
  const common = { revision, progress: 0, stage: 'waiting for the model', storedSegments: [] }
  if (prediction === undefined) return { ...common, outcome: failed('The clip is not there any more.') }
  const why = endOf(prediction, work.isClip)
  if (why !== undefined) return { ...common, outcome: failed(why) }
  if (prediction.status === 'succeeded')
    return { ...common, outcome: { kind: 'succeeded', result: { kind: 'own' } } }
  if (work.nowMs - Date.parse(prediction.created_at) > mostWorkMs)
    return { ...common, outcome: failed('The model took longer than an hour.') }
  const isWorking = prediction.status === 'processing'
  const wait =
    work.webhookUrl === undefined ? pauseMs.withoutMessages : pauseMs[work.isClip ? 'clip' : 'photo']
  return {
    ...common,
    progress: isWorking ? progressOf(prediction.logs ?? '') : 0,
    stage: isWorking ? 'the model is at work' : 'waiting for the model',
    pauseMs: wait,
    outcome: { kind: 'running' },
  }
}

/** Why a prediction came to nothing; `undefined` for one that goes on or succeeded. */
function endOf({ status, error }: Prediction, isClip: boolean): string | undefined {
  switch (status) {
    case 'failed': {
      const reason = (error ?? '')
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, 200)
      return reason === '' ? 'The model could not make it.' : `The model could not make it: ${reason}`
    }
    case 'canceled':
      return `The model was stopped: it took longer than ${cancelAfterSeconds[isClip ? 'clip' : 'photo'] / 60} minutes.`
    case 'aborted':
      return 'The model did not get round to it in time.'
    default:
      return undefined
  }
}

/** Trying again would be asking again, which costs: the person decides. */
function failed(detail: string): WorkState['outcome'] {
  return {
    kind: 'failed',
    complaint: { code: 'internal', detail: `${withStop(detail)} Nothing was charged.`, retryable: false },
  }
}

function withStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}

/** How far a model says it is: the last percentage of its log, which its progress bar writes. */
function progressOf(logs: string): number {
  const said = [...logs.slice(-2000).matchAll(/(\d{1,3})%/g)].at(-1)?.[1]
  return said === undefined ? 0 : Math.min(0.95, Number(said) / 100)
}
