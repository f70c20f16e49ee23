/** Asking for takes: what they would cost, and the press itself, at the price that was shown or not at all. */
import { dollarsText } from '#core/storyboard/money.ts'
import { wholePrompt } from '#core/storyboard/prompt.ts'
import type { TakeResult } from '#core/storyboard/take.ts'
import { aspectRatios } from '#core/timeline/geometry.ts'
import { VisualLook } from '#core/timeline/timeline.ts'
import { visualShot } from '#core/timeline/visual/visual-shot.ts'
import { newId } from '../db/ids.ts'
import { FieldRefusal, Refusal } from '../http/refusal.ts'
import type { Owner } from '../jobs/store.ts'
import { getReadyMedia } from '../media/media.ts'
import { budgetSentence, monthOf, operatorCeiling, remainingFor } from './budget.ts'
import { modelFacts, needsPicture } from './models.ts'
import { providerOf } from './providers.ts'
import type { Estimate, NewTakes, Take } from './schema.ts'
import { getPart, type OpenBoard, openBoard, promptOf, type Surroundings, takeOf } from './storyboard.ts'
import { deleteTake, findTake, insertTakes, type TakeRow } from './take-store.ts'

/** More takes than these of one video nobody looks through; each is shown with its storyboard. */
const mostTakes = 500

type Part = OpenBoard['parts'][number]

/** What takes of these parts would cost, each once, and what stands in the way of them. */
export async function estimateTakes(
  surroundings: Surroundings,
  owner: Owner,
  videoId: string,
  partIds: readonly string[] | undefined,
): Promise<Estimate> {
  const open = await openBoard(surroundings, owner, videoId)
  const parts =
    partIds === undefined ? open.parts : [...new Set(partIds)].map((partId) => getPart(open, partId))
  const items = parts.map(({ id: partId, row: { modelId } }) => {
    return { partId, modelId, priceMicroDollars: modelFacts[modelId].priceMicroDollars }
  })
  const totalMicroDollars = totalOf(parts)
  const remainingMicroDollars = await remainingFor(surroundings.db, owner, open.board, surroundings.nowMs)
  const missing = parts.map((part) => missingFor(surroundings, open, part)).find((each) => each !== undefined)
  const isEnough = totalMicroDollars === 0 || totalMicroDollars <= remainingMicroDollars
  const whyNot =
    missing?.detail ?? (isEnough ? null : budgetSentence({ totalMicroDollars }, remainingMicroDollars))
  return { items, totalMicroDollars, remainingMicroDollars, whyNot }
}

/**
 * Asks for a take of each part, all or none. Refuses a price that is not the one shown, what no budget leaves room for, and
 * models that cannot be asked.
 */
export async function orderTakes(
  surroundings: Surroundings & { wake(jobId: string): Promise<void> },
  owner: Owner,
  videoId: string,
  order: NewTakes,
): Promise<readonly Take[]> {
  const { db, nowMs, settings } = surroundings
  const open = await openBoard(surroundings, owner, videoId)
  const parts = order.partIds.map((partId) => getPart(open, partId))
  if (open.takes.length + parts.length > mostTakes)
    throw new Refusal('limit-exceeded', `A video has at most ${mostTakes} takes. Remove some first.`)
  await checkParts(surroundings, owner, open, parts)
  const totalMicroDollars = totalOf(parts)
  if (totalMicroDollars !== order.quotedMicroDollars) throw priceChanged(totalMicroDollars)
  const rows = parts.map((part) => rowOf(surroundings, open, part))
  const wanted = {
    ownerId: owner.id,
    videoId,
    month: monthOf(nowMs),
    totalMicroDollars,
    operatorCeilingMicroDollars: operatorCeiling(settings),
  }
  if (!(await insertTakes(db, open.board, rows, wanted))) {
    throw new Refusal(
      'budget-exceeded',
      budgetSentence(wanted, await remainingFor(db, owner, open.board, nowMs)),
    )
  }
  for (const { jobId } of rows) if (jobId !== null) await surroundings.wake(jobId)
  return rows.map((take) =>
    takeOf({ take, job: take.jobId === null ? null : { status: 'queued', error: null } }),
  )
}

/** One take of one video. Refuses with `take-not-found`. */
export async function getTake(
  { db }: Pick<Surroundings, 'db'>,
  owner: Owner,
  { videoId, takeId }: { readonly videoId: string; readonly takeId: string },
): Promise<Take> {
  const found = await findTake(db, owner, videoId, takeId)
  if (found === undefined) throw new Refusal('take-not-found', `No take ${takeId.slice(0, 60)} is here.`)
  return takeOf(found)
}

/** Removes a take. Refuses one that is under way: its job can be cancelled. What was made stays in the library, and paid. */
export async function removeTake(
  surroundings: Pick<Surroundings, 'db'>,
  owner: Owner,
  place: { readonly videoId: string; readonly takeId: string },
): Promise<void> {
  const { id } = await getTake(surroundings, owner, place)
  if (await deleteTake(surroundings.db, owner, id)) return
  throw new Refusal('conflict', 'This take is under way. Cancel its job first.')
}

function totalOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { row }) => sum + modelFacts[row.modelId].priceMicroDollars, 0)
}

function priceChanged(totalMicroDollars: number): Refusal {
  return new Refusal(
    'price-changed',
    `The price is ${dollarsText(totalMicroDollars)} (${totalMicroDollars} micro-dollars) now. Nothing was ordered; look, and press again.`,
  )
}

async function checkParts(
  surroundings: Surroundings,
  owner: Owner,
  open: OpenBoard,
  parts: readonly Part[],
): Promise<void> {
  for (const part of parts) {
    const missing = missingFor(surroundings, open, part)
    if (missing !== undefined) throw missing
    const reference = referenceOf(open, part)
    if (reference !== null) await getReadyMedia(surroundings.db, owner, reference)
  }
}

/** What a part lacks for a take, apart from money. */
function missingFor({ settings }: Surroundings, open: OpenBoard, part: Part): Refusal | undefined {
  const { modelId } = part.row
  const whyNot = providerOf(modelId)?.whyNot(settings) ?? null
  if (whyNot !== null) return new Refusal('conflict', `${modelFacts[modelId].title}: ${whyNot}`)
  if (!needsPicture(modelId) || referenceOf(open, part) !== null) return undefined
  return new FieldRefusal(
    'referenceMediaIds',
    `${part.title}: ${modelFacts[modelId].title} begins with a picture. Choose one.`,
  )
}

/** The picture that a take begins with, where its model takes one. */
function referenceOf({ board }: OpenBoard, { row }: Part): string | null {
  if (!needsPicture(row.modelId)) return null
  return row.referenceMediaIds[0] ?? board.referenceMediaIds[0] ?? null
}

function rowOf({ nowMs }: Surroundings, open: OpenBoard, part: Part): TakeRow {
  const { board, timeline } = open
  const { modelId } = part.row
  const priceMicroDollars = modelFacts[modelId].priceMicroDollars
  const before = open.takes.filter(({ take }) => take.partId === part.id).length
  // The first takes of all parts share the seed, for their likeness; another take of a part is another picture.
  const seed = (board.seed + before) % 2 ** 31
  const isLook = providerOf(modelId) === undefined
  return {
    id: newId('tke', nowMs),
    ownerId: board.ownerId,
    videoId: board.videoId,
    partId: part.id,
    partTitle: part.title,
    modelId,
    prompt: wholePrompt(promptOf(open, part), board.style),
    seed,
    isUpright: aspectRatios[timeline.aspect] < 1,
    referenceMediaId: referenceOf(open, part),
    priceMicroDollars,
    jobId: isLook ? null : newId('job', nowMs),
    mediaId: isLook ? null : newId('med', nowMs),
    result: isLook ? lookOf(open, part, { seed, before }) : null,
    createdAtMs: nowMs,
  }
}

/**
 * A picture that our own code draws is there at once: as somebody chose it, else as the music has it, and each further take
 * in another way.
 */
function lookOf(
  { analysis, timeline }: OpenBoard,
  part: Part,
  { seed, before }: { readonly seed: number; readonly before: number },
): TakeResult {
  const endSeconds = part.songSeconds + part.durationSeconds
  const place = { startSeconds: part.songSeconds, endSeconds, phaseFrames: 0, turn: 0 }
  const { style, seed: seedOfVideo } = timeline
  const shot = visualShot(analysis, { ...place, style, seed: seedOfVideo })
  const looks = VisualLook.options
  const others = (looks.indexOf(shot.look) + before) % looks.length
  return {
    kind: 'look',
    look: part.row.look ?? looks[others] ?? shot.look,
    seed,
    hueDegrees: shot.hueDegrees,
  }
}
