/** The shapes of storyboards as the API answers with them. Money is whole micro-dollars. */
import type { TakeResult } from '#core/storyboard/take.ts'
import type { Aspect, VisualLook } from '#core/timeline/timeline.ts'
import type { JobStatus } from '../api/shapes.ts'

export type { TakeResult }

/** What a model makes, and of what. */
export type GenerationKind = 'look' | 'text-to-video' | 'image-to-video' | 'image'

/** A model with its price and, where it cannot be chosen, what is in the way. */
export type Model = {
  readonly id: string
  readonly kind: GenerationKind
  readonly title: string
  readonly seconds: number | null
  readonly widthPixels: number | null
  readonly heightPixels: number | null
  readonly priceMicroDollars: number
  readonly needsPicture: boolean
  readonly isAvailable: boolean
  readonly whyNot: string | null
}

/** One try at one part. */
export type Take = {
  readonly id: string
  readonly partId: string
  readonly kind: GenerationKind
  readonly modelId: string
  readonly prompt: string
  readonly seed: number
  readonly priceMicroDollars: number
  readonly status: JobStatus
  readonly jobId: string | null
  readonly error: string | null
  readonly result: TakeResult | null
  readonly createdAt: string
}

/** What may be spent, what is, and what takes under way will cost. */
export type Budget = {
  readonly limitMicroDollars: number | null
  readonly chargedMicroDollars: number
  readonly reservedMicroDollars: number
  readonly remainingMicroDollars: number | null
}

/** The budget of the present month: `2026-11`. */
export type MonthBudget = Budget & { readonly month: string }

/** One part of the song with its wish and its takes, newest first. */
export type StoryboardPart = {
  readonly id: string
  readonly label: string
  readonly title: string
  readonly startFrame: number
  readonly lengthFrames: number
  readonly songSeconds: number
  readonly durationSeconds: number
  readonly energy: number
  readonly prompt: string
  readonly suggestedPrompt: string
  readonly isPromptWritten: boolean
  readonly kind: GenerationKind
  readonly modelId: string
  readonly look: VisualLook | null
  readonly priceMicroDollars: number
  readonly referenceMediaIds: readonly string[]
  readonly pickedTakeId: string | null
  readonly takes: readonly Take[]
}

/** The storyboard of a video. */
export type Storyboard = {
  readonly videoId: string
  readonly style: string
  readonly seed: number
  readonly referenceMediaIds: readonly string[]
  readonly aspect: Aspect
  readonly frameRate: number
  readonly budget: Budget
  readonly parts: readonly StoryboardPart[]
}

/** What can be changed of what all parts share. */
export type StoryboardPatch = {
  readonly style?: string
  readonly seed?: number
  readonly referenceMediaIds?: readonly string[]
  readonly budgetMicroDollars?: number | null
}

/** What can be changed of a part. A prompt of `null` is the suggested one again. */
export type PartPatch = {
  readonly prompt?: string | null
  readonly modelId?: string
  readonly look?: VisualLook | null
  readonly referenceMediaIds?: readonly string[]
  readonly pickedTakeId?: string | null
}
