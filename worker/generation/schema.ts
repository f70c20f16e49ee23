/** Generated clips on the wire: models with their prices, storyboards, takes, budgets. Money is whole micro-dollars. */
import { z } from 'zod'
import { areLinesShowable } from '#core/language/showable.ts'
import { mostPartsAtOnce, mostReferences } from '#core/storyboard/limits.ts'
import { promptLimits } from '#core/storyboard/prompt.ts'
import { TakeResult } from '#core/storyboard/take.ts'
import { Aspect, VisualLook } from '#core/timeline/timeline.ts'
import { pageOf } from '../http/paging.ts'
import { JobStatus } from '../jobs/job.ts'
import { GenerationKind, ModelId } from './model-id.ts'

const Id = z.string().min(1).max(60)
const MicroDollars = z.number().int().min(0).max(10_000_000_000)
/** Seeds that every model takes: 31 bits. */
const Seed = z.number().int().min(0).max(0x7fffffff)

/** Text of several lines: no controls but line breaks, no halves of characters. */
function wish(mostCharacters: number) {
  return z
    .string()
    .trim()
    .max(mostCharacters, `it is longer than the ${mostCharacters} characters that models read`)
    .refine(areLinesShowable, 'it holds characters that cannot be shown')
}

const References = z
  .array(Id)
  .max(mostReferences, `at most ${mostReferences} reference pictures`)
  .refine((ids) => new Set(ids).size === ids.length, 'each picture is named once')

/** A model that can be chosen, with its price. What is not available says why; its facts say when and where they were read. */
export const Model = z.object({
  id: ModelId,
  kind: GenerationKind,
  provider: z.enum(['local', 'replicate']),
  title: z.string(),
  /** `null` where the result has no length of its own: a photo, or a look, which lasts as long as its part. */
  seconds: z.number().nullable(),
  /** Of a 16:9 result; `null` where it is as large as the video. */
  widthPixels: z.number().int().nullable(),
  heightPixels: z.number().int().nullable(),
  framesPerSecond: z.number().nullable(),
  priceMicroDollars: MicroDollars,
  /** Whether a take needs a reference picture to begin with. */
  needsPicture: z.boolean(),
  /** Whether the same seed gives the same picture. */
  takesSeed: z.boolean(),
  isAvailable: z.boolean(),
  whyNot: z.string().nullable(),
  /** The day its price and sizes were last looked up, and where. */
  checkedOn: z.iso.date().nullable(),
  source: z.string().nullable(),
})

/** See the schema `Model`. */
export type Model = z.output<typeof Model>

/** All models. */
export const Models = z.object({ items: z.array(Model) })

/** A take: one try at one part. `priceMicroDollars` is charged when it is delivered, and only then. */
export const Take = z.object({
  id: z.string(),
  videoId: z.string(),
  partId: z.string(),
  kind: GenerationKind,
  modelId: ModelId,
  /** The whole text that was sent: the part's wish and the style. */
  prompt: z.string(),
  seed: z.number().int(),
  referenceMediaId: z.string().nullable(),
  priceMicroDollars: MicroDollars,
  status: JobStatus,
  /** Watch it for how the take goes; `null` for looks, which are there at once. */
  jobId: z.string().nullable(),
  /** Why it failed, for a person. */
  error: z.string().nullable(),
  result: TakeResult.nullable(),
  createdAt: z.iso.datetime(),
})

/** See the schema `Take`. */
export type Take = z.output<typeof Take>

/** What may be spent, what is spent, and what takes under way will cost. */
export const Budget = z.object({
  /** Nothing may be spent before a person says how much. `null` of a video: the month's budget alone holds. */
  limitMicroDollars: MicroDollars.nullable(),
  chargedMicroDollars: MicroDollars,
  reservedMicroDollars: MicroDollars,
  remainingMicroDollars: MicroDollars.nullable(),
})

/** See the schema `Budget`. */
export type Budget = z.output<typeof Budget>

/** The budget of an account for the present month, UTC. */
export const MonthBudget = Budget.extend({ month: z.string().regex(/^\d{4}-\d{2}$/) })

/** See the schema `MonthBudget`. */
export type MonthBudget = z.output<typeof MonthBudget>

/** Sets what may be spent a month. */
export const NewBudget = z.object({ limitMicroDollars: MicroDollars })

/** One part of the song with its wish and its takes, newest first. */
export const StoryboardPart = z.object({
  id: z.string(),
  label: z.string(),
  title: z.string(),
  startFrame: z.number().int(),
  lengthFrames: z.number().int(),
  songSeconds: z.number(),
  durationSeconds: z.number(),
  energy: z.number(),
  /** What a take is asked for: as written, else as suggested. */
  prompt: z.string(),
  suggestedPrompt: z.string(),
  isPromptWritten: z.boolean(),
  kind: GenerationKind,
  modelId: ModelId,
  /** How its looks are drawn; `null` leaves it to the music, and further takes try the others. */
  look: VisualLook.nullable(),
  /** What the next take of it costs. */
  priceMicroDollars: MicroDollars,
  /** Its own reference pictures; without any, those of the storyboard count. */
  referenceMediaIds: z.array(z.string()),
  pickedTakeId: z.string().nullable(),
  takes: z.array(Take),
})

/** See the schema `StoryboardPart`. */
export type StoryboardPart = z.output<typeof StoryboardPart>

/** The storyboard of a video. Every video has one; it is kept once something of it was changed. */
export const Storyboard = z.object({
  videoId: z.string(),
  style: z.string(),
  seed: z.number().int(),
  referenceMediaIds: z.array(z.string()),
  aspect: Aspect,
  frameRate: z.number().int(),
  budget: Budget,
  parts: z.array(StoryboardPart),
})

/** See the schema `Storyboard`. */
export type Storyboard = z.output<typeof Storyboard>

/** What can be changed of a storyboard; what is left out stays. A budget of `null` leaves the month's alone. */
export const StoryboardPatch = z.object({
  style: wish(promptLimits.styleCharacters).optional(),
  seed: Seed.optional(),
  referenceMediaIds: References.optional(),
  budgetMicroDollars: MicroDollars.nullable().optional(),
})

/** See the schema `StoryboardPatch`. */
export type StoryboardPatch = z.output<typeof StoryboardPatch>

/** What can be changed of a part; what is left out stays. A prompt of `null` is the suggested one again. */
export const PartPatch = z.object({
  prompt: wish(promptLimits.promptCharacters)
    .min(1, 'it is empty; send null for the suggested one')
    .nullable()
    .optional(),
  modelId: ModelId.optional(),
  look: VisualLook.nullable().optional(),
  referenceMediaIds: References.optional(),
  pickedTakeId: Id.nullable().optional(),
})

/** See the schema `PartPatch`. */
export type PartPatch = z.output<typeof PartPatch>

const PartIds = z
  .array(Id)
  .min(1)
  .max(mostPartsAtOnce, `at most ${mostPartsAtOnce} parts at once`)
  .refine((ids) => new Set(ids).size === ids.length, 'each part is named once')

/** Asks for a take of each part, at the price that was shown. */
export const NewTakes = z.object({ partIds: PartIds, quotedMicroDollars: MicroDollars })

/** See the schema `NewTakes`. */
export type NewTakes = z.output<typeof NewTakes>

/** Takes that were asked for together. */
export const Takes = z.object({ items: z.array(Take) })

/** Which parts to estimate, their ids with commas between; without it, all of them. */
export const EstimateQuery = z.object({
  partIds: z
    .string()
    .max(1000)
    .regex(/^[^,]+(,[^,]+)*$/, 'name parts by their ids, with commas between')
    .optional(),
})

/** What a press would cost. `whyNot` says what stands in its way, if anything does. */
export const Estimate = z.object({
  items: z.array(z.object({ partId: z.string(), modelId: ModelId, priceMicroDollars: MicroDollars })),
  totalMicroDollars: MicroDollars,
  /** What the month's budget and the video's leave; the smaller of both. */
  remainingMicroDollars: MicroDollars,
  whyNot: z.string().nullable(),
})

/** See the schema `Estimate`. */
export type Estimate = z.output<typeof Estimate>

/** Which parts are to show their picked take; without any, all that have one. */
export const PlacedParts = z.object({ partIds: PartIds.optional() })

/** One line of the ledger. A reservation is followed by exactly one end: a charge, or a release. */
export const LedgerEntry = z.object({
  id: z.string(),
  kind: z.enum(['reserve', 'charge', 'release']),
  takeId: z.string(),
  videoId: z.string(),
  month: z.string(),
  amountMicroDollars: MicroDollars,
  createdAt: z.iso.datetime(),
})

/** A page of the ledger, newest first. */
export const LedgerPage = pageOf(LedgerEntry)

/** Names one video. */
export const StoryboardPath = z.object({ videoId: Id })

/** Names one part of one video. */
export const PartPath = StoryboardPath.extend({ partId: Id })

/** Names one take of one video. */
export const TakePath = StoryboardPath.extend({ takeId: Id })
