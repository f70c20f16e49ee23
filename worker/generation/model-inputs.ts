/** One adapter a model: what it is sent, by a schema of its own, so that what a model does not take is never paid for. */
import { z } from 'zod'
import type { ModelId } from './model-id.ts'

/** What a take asks for, whatever the model calls it. `pictureUrl` is an address that anybody may read for a while. */
export type Wish = {
  readonly prompt: string
  readonly seed: number
  readonly aspect: '16:9' | '9:16'
  readonly pictureUrl: string | undefined
}

/** An input as it is sent. */
export type ModelInput = Readonly<Record<string, unknown>>

/** Models are only ever given addresses: a file inside the request would be kept with it. */
const PictureUrl = z.url({ protocol: /^https?$/ })

const Prompt = z.string().min(1).max(2100)

/** wan-video/wan-2.2-t2v-fast: 81 to 121 frames, 5 to 30 a second, 480p or 720p; more frames cost more. */
const WanText = z.object({
  prompt: Prompt,
  num_frames: z.literal(81),
  frames_per_second: z.literal(16),
  resolution: z.literal('480p'),
  aspect_ratio: z.enum(['16:9', '9:16']),
  go_fast: z.literal(true),
  seed: z.number().int(),
})

/** wan-video/wan-2.2-i2v-fast: the same, in the shape of its picture. */
const WanPicture = WanText.omit({ aspect_ratio: true }).extend({ image: PictureUrl })

/** minimax/hailuo-02-fast: no seed; rewriting the prompt is left off, so that what was asked is what is made. */
const Hailuo = z.object({
  prompt: Prompt,
  first_frame_image: PictureUrl,
  duration: z.union([z.literal(6), z.literal(10)]),
  prompt_optimizer: z.literal(false),
})

/** black-forest-labs/flux-schnell: one picture of about a megapixel. */
const Flux = z.object({
  prompt: Prompt,
  aspect_ratio: z.enum(['16:9', '9:16']),
  num_outputs: z.literal(1),
  megapixels: z.literal('1'),
  num_inference_steps: z.literal(4),
  output_format: z.literal('jpg'),
  output_quality: z.literal(95),
  // Fast mode gives another picture for the same seed each time.
  go_fast: z.literal(false),
  seed: z.number().int(),
})

const wanFixed = { num_frames: 81, frames_per_second: 16, resolution: '480p', go_fast: true } as const

const adapters: Readonly<Record<Exclude<ModelId, 'looks'>, (wish: Wish) => ModelInput>> = {
  'wan-2.2-t2v-fast': ({ prompt, seed, aspect }) =>
    WanText.parse({ prompt, seed, aspect_ratio: aspect, ...wanFixed }),
  'wan-2.2-i2v-fast': ({ prompt, seed, pictureUrl }) =>
    WanPicture.parse({ prompt, seed, image: pictureUrl, ...wanFixed }),
  'hailuo-02-fast-6s': (wish) => hailuoInput(wish, 6),
  'hailuo-02-fast-10s': (wish) => hailuoInput(wish, 10),
  'flux-schnell': ({ prompt, seed, aspect }) =>
    Flux.parse({
      prompt,
      seed,
      aspect_ratio: aspect,
      num_outputs: 1,
      megapixels: '1',
      num_inference_steps: 4,
      output_format: 'jpg',
      output_quality: 95,
      go_fast: false,
    }),
}

function hailuoInput({ prompt, pictureUrl }: Wish, duration: 6 | 10): ModelInput {
  return Hailuo.parse({ prompt, first_frame_image: pictureUrl, duration, prompt_optimizer: false })
}

/** The input that a model of Replicate is sent. Throws for a wish that the model does not take: a bug of ours. */
export function inputOf(modelId: Exclude<ModelId, 'looks'>, wish: Wish): ModelInput {
  return adapters[modelId](wish)
}
