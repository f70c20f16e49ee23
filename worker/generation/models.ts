/** What is known of each model: its kind, sizes, length and price, with the day and the place where that was read. */
import type { GenerationKind, ModelId } from './model-id.ts'

/** The facts of a model. Sizes are those of a 16:9 result; an upright one has them the other way round. */
export type ModelFacts = {
  readonly kind: GenerationKind
  readonly title: string
  /** As Replicate names it; without a name, our own code draws. */
  readonly replicateName?: `${string}/${string}`
  readonly seconds: number | null
  readonly widthPixels: number | null
  readonly heightPixels: number | null
  readonly framesPerSecond: number | null
  /** What one result costs, in micro-dollars. */
  readonly priceMicroDollars: number
  readonly takesSeed: boolean
  readonly checkedOn: string | null
  readonly source: string | null
}

/** Wan 2.2 makes 81 frames and plays them 16 a second. */
const wan = {
  seconds: 81 / 16,
  widthPixels: 832,
  heightPixels: 480,
  framesPerSecond: 16,
  priceMicroDollars: 50_000,
  takesSeed: true,
  checkedOn: '2026-11-21',
} as const

/** Hailuo 02 Fast takes its shape from the picture it begins with; only lengths of 6 and 10 seconds are sold. */
const hailuo = {
  kind: 'image-to-video',
  replicateName: 'minimax/hailuo-02-fast',
  widthPixels: 912,
  heightPixels: 512,
  framesPerSecond: 24,
  takesSeed: false,
  checkedOn: '2026-11-21',
  source:
    'Inputs: replicate.com/minimax/hailuo-02, versions/c43b610e/api (the same family). Price: not stated where we could read it; 6 s at what two other sellers ask, 10 s at the same rate a second, rounded up.',
} as const

/** The table. What a model's page says today may differ: a price here is what is asked for and never more. */
export const modelFacts: Readonly<Record<ModelId, ModelFacts>> = {
  looks: {
    kind: 'look',
    title: 'Looks, drawn to the music',
    seconds: null,
    widthPixels: null,
    heightPixels: null,
    framesPerSecond: null,
    priceMicroDollars: 0,
    takesSeed: true,
    checkedOn: null,
    source: null,
  },
  'wan-2.2-t2v-fast': {
    ...wan,
    kind: 'text-to-video',
    title: 'Wan 2.2 Fast, from words',
    replicateName: 'wan-video/wan-2.2-t2v-fast',
    source:
      'Three public clients of replicate.com/wan-video/wan-2.2-t2v-fast agree: 81 frames at 480p for $0.05.',
  },
  'wan-2.2-i2v-fast': {
    ...wan,
    kind: 'image-to-video',
    title: 'Wan 2.2 Fast, from a picture',
    replicateName: 'wan-video/wan-2.2-i2v-fast',
    source:
      'Two public clients of replicate.com/wan-video/wan-2.2-i2v-fast and its maker (docs.api.pruna.ai) agree: 81 frames at 480p for $0.05.',
  },
  'hailuo-02-fast-6s': {
    ...hailuo,
    title: 'Hailuo 02 Fast, 6 seconds',
    seconds: 6,
    priceMicroDollars: 100_000,
  },
  'hailuo-02-fast-10s': {
    ...hailuo,
    title: 'Hailuo 02 Fast, 10 seconds',
    seconds: 10,
    priceMicroDollars: 170_000,
  },
  'flux-schnell': {
    kind: 'image',
    title: 'FLUX schnell, a photo',
    replicateName: 'black-forest-labs/flux-schnell',
    seconds: null,
    widthPixels: 1344,
    heightPixels: 768,
    framesPerSecond: null,
    priceMicroDollars: 3000,
    takesSeed: true,
    checkedOn: '2026-11-21',
    source:
      'A copy of the schema and price of replicate.com/black-forest-labs/flux-schnell: $0.003 a picture.',
  },
}

/** Whether a model needs a picture to begin with. */
export function needsPicture(modelId: ModelId): boolean {
  return modelFacts[modelId].kind === 'image-to-video'
}
