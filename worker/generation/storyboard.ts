/** What may be done with a storyboard: read it as it is now, change its style, change a part, pick a take. */
import type { Analysis } from '#core/audio/analysis.ts'
import type { Lyrics } from '#core/lyrics/lyrics.ts'
import { partsOfVideo, type SongPart } from '#core/storyboard/parts.ts'
import { suggestedPrompt } from '#core/storyboard/prompt.ts'
import type { Timeline } from '#core/timeline/timeline.ts'
import type { Settings } from '../env.ts'
import { Refusal } from '../http/refusal.ts'
import type { Keeping } from '../intake/intake.ts'
import type { Owner } from '../jobs/store.ts'
import { getLyrics } from '../lyrics/lyrics.ts'
import { getMediaForPlanning } from '../media/media.ts'
import { getSongSource } from '../songs/songs.ts'
import { getTimeline, getVideo } from '../studio/videos.ts'
import { budgetOfVideo } from './budget.ts'
import type { ModelId } from './model-id.ts'
import { modelFacts } from './models.ts'
import type { PartPatch, Storyboard, StoryboardPart, StoryboardPatch, Take } from './schema.ts'
import {
  findStoryboard,
  type PartRow,
  type StoryboardRow,
  storyboardKept,
  writePart,
  writeStoryboard,
} from './storyboard-store.ts'
import { type FoundTake, listTakes } from './take-store.ts'

/** What the rules of this domain work with. */
export type Surroundings = Keeping & { readonly settings: Settings }

/** What a part begins with: drawn by our own code, at no cost. */
const firstModel: ModelId = 'looks'

/** A storyboard with the video it belongs to: everything that is read once for whatever is done with it. */
export type OpenBoard = {
  readonly board: StoryboardRow
  readonly timeline: Timeline
  readonly analysis: Analysis
  readonly lyrics: Lyrics
  readonly parts: readonly (SongPart & { readonly row: PartRow })[]
  readonly takes: readonly FoundTake[]
}

/** Opens the storyboard of a video. Refuses with `video-not-found`. */
export async function openBoard(
  { db, store, nowMs }: Surroundings,
  owner: Owner,
  videoId: string,
): Promise<OpenBoard> {
  const found = await getVideo(db, owner, videoId)
  const [timeline, { analysis }, { lyrics }, kept, takes] = await Promise.all([
    getTimeline({ store }, found),
    getSongSource({ db, store }, owner, found.video.songId),
    getLyrics(db, owner, found.video.songId),
    findStoryboard(db, owner, videoId),
    listTakes(db, owner, videoId),
  ])
  const board = kept.board ?? {
    videoId,
    ownerId: owner.id,
    style: '',
    seed: timeline.seed % 2 ** 31,
    referenceMediaIds: [],
    budgetMicroDollars: null,
    createdAtMs: nowMs,
  }
  const parts = partsOfVideo(analysis, timeline).map((part) => ({
    ...part,
    row: kept.parts.find(({ partId }) => partId === part.id) ?? emptyPart(owner, videoId, part.id),
  }))
  return { board, timeline, analysis, lyrics, parts, takes }
}

function emptyPart(owner: Owner, videoId: string, partId: string): PartRow {
  const common = { videoId, partId, ownerId: owner.id, modelId: firstModel }
  return { ...common, prompt: null, look: null, referenceMediaIds: [], pickedTakeId: null }
}

/** A storyboard as its owner sees it. */
export async function getStoryboard(
  surroundings: Surroundings,
  owner: Owner,
  videoId: string,
): Promise<Storyboard> {
  const open = await openBoard(surroundings, owner, videoId)
  const { board, timeline } = open
  return {
    videoId,
    style: board.style,
    seed: board.seed,
    referenceMediaIds: [...board.referenceMediaIds],
    aspect: timeline.aspect,
    frameRate: timeline.frameRate,
    budget: await budgetOfVideo(surroundings.db, owner, board),
    parts: open.parts.map((part) => partOf(open, part)),
  }
}

/** What a part is asked for: as somebody wrote it, else as the music and the words suggest. */
export function promptOf(open: OpenBoard, part: OpenBoard['parts'][number]): string {
  return part.row.prompt ?? suggestedFor(open, part)
}

function suggestedFor({ analysis, lyrics }: OpenBoard, part: SongPart): string {
  const endSeconds = part.songSeconds + part.durationSeconds
  const sung = lyrics.lines.filter(
    ({ startSeconds }) => startSeconds >= part.songSeconds && startSeconds < endSeconds,
  )
  return suggestedPrompt(
    analysis,
    part,
    sung.map(({ text }) => text),
  )
}

function partOf(open: OpenBoard, part: OpenBoard['parts'][number]): StoryboardPart {
  const { row, ...song } = part
  const facts = modelFacts[row.modelId]
  return {
    ...song,
    prompt: promptOf(open, part),
    suggestedPrompt: suggestedFor(open, part),
    isPromptWritten: row.prompt !== null,
    kind: facts.kind,
    modelId: row.modelId,
    look: row.look,
    priceMicroDollars: facts.priceMicroDollars,
    referenceMediaIds: [...row.referenceMediaIds],
    pickedTakeId: row.pickedTakeId,
    takes: open.takes.filter(({ take }) => take.partId === part.id).map(takeOf),
  }
}

/** A take as its owner sees it. One that was delivered has succeeded, whatever became of its job afterwards. */
export function takeOf({ take, job }: FoundTake): Take {
  const { id, videoId, partId, modelId, prompt, seed, referenceMediaId, priceMicroDollars, jobId, result } =
    take
  const status = result === null ? (job?.status ?? 'failed') : 'succeeded'
  const common = { id, videoId, partId, modelId, prompt, seed, referenceMediaId, priceMicroDollars, jobId }
  const createdAt = new Date(take.createdAtMs).toISOString()
  const error = status === 'failed' ? (job?.error ?? 'It was not finished.') : null
  return { ...common, kind: modelFacts[modelId].kind, status, error, result, createdAt }
}

/** One part of an open storyboard. Refuses with `part-not-found`. */
export function getPart({ parts }: OpenBoard, partId: string): OpenBoard['parts'][number] {
  const part = parts.find(({ id }) => id === partId)
  if (part !== undefined) return part
  const names = parts.map(({ id }) => id).join(', ')
  throw new Refusal(
    'part-not-found',
    `No part ${partId.slice(0, 60)} is in this video. It has ${names.slice(0, 600)}.`,
  )
}

/** Changes what all parts share. Refuses reference pictures that are not the owner's. */
export async function changeStoryboard(
  surroundings: Surroundings,
  owner: Owner,
  videoId: string,
  patch: StoryboardPatch,
): Promise<Storyboard> {
  const { board } = await openBoard(surroundings, owner, videoId)
  await getMediaForPlanning(surroundings.db, owner, patch.referenceMediaIds ?? [])
  await writeStoryboard(surroundings.db, board, namedIn(patch))
  return await getStoryboard(surroundings, owner, videoId)
}

/** Changes one part. Refuses pictures that are not the owner's, and takes that are not the part's or not there yet. */
export async function changePart(
  surroundings: Surroundings,
  owner: Owner,
  place: { readonly videoId: string; readonly partId: string },
  patch: PartPatch,
): Promise<StoryboardPart> {
  const open = await openBoard(surroundings, owner, place.videoId)
  const part = getPart(open, place.partId)
  await getMediaForPlanning(surroundings.db, owner, patch.referenceMediaIds ?? [])
  if (patch.pickedTakeId != null) checkPick(open, place.partId, patch.pickedTakeId)
  await storyboardKept(surroundings.db, open.board)
  const change = namedIn(patch)
  await writePart(surroundings.db, part.row, change)
  return partOf(open, { ...part, row: { ...part.row, ...change } })
}

function checkPick({ takes }: OpenBoard, partId: string, takeId: string): void {
  const found = takes.find(({ take }) => take.id === takeId && take.partId === partId)
  if (found === undefined)
    throw new Refusal('take-not-found', `No take ${takeId.slice(0, 60)} is in this part.`)
  if (found.take.result === null)
    throw new Refusal('not-ready', 'This take has no picture yet, or never will. Pick one that has.')
}

/** What a patch names. */
function namedIn<T extends object>(patch: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // Only entries that are not there are left out, so the rest has the types it had.
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
