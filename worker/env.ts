/** Bindings and settings, parsed once: a bad setting stops the Worker at its first request with one clear sentence. */
import { z } from 'zod'

/** Workers AI, as far as we use it: a model by its name, its input, and what it answers. Throws when it will not. */
export type WorkersAi = { run(model: string, input: Readonly<Record<string, unknown>>): Promise<unknown> }

/** What `wrangler.toml` binds. The Durable Objects' own types stay with their classes. */
export type Bindings = {
  readonly DB: D1Database
  readonly MEDIA: R2Bucket
  readonly JOB_QUEUE: Queue<{ jobId: string }>
  readonly JOB_RUNNER: DurableObjectNamespace
  readonly SESSIONS: DurableObjectNamespace
  readonly TOKEN_BUCKETS: DurableObjectNamespace
  readonly COMPOSER: DurableObjectNamespace
  readonly ROOMS: DurableObjectNamespace
  readonly SPOTIFY_ACCOUNTS: DurableObjectNamespace
  readonly SPOTIFY_BUDGETS: DurableObjectNamespace
  /** The built web app, where this Worker serves it itself: on a local stack. */
  readonly ASSETS?: Fetcher
  /** Listens to songs; there is none on a laptop. */
  readonly AI?: WorkersAi
} & { readonly [setting: string]: unknown }

const S3Settings = z.object({
  STORAGE: z.literal('s3'),
  S3_ENDPOINT: z.url(),
  S3_BUCKET: z.string().min(1),
  S3_REGION: z.string().min(1).default('auto'),
  S3_ACCESS_KEY_ID: z.string().min(1),
  S3_SECRET_ACCESS_KEY: z.string().min(1),
})

const Storage = z.discriminatedUnion('STORAGE', [z.object({ STORAGE: z.literal('r2') }), S3Settings])

const Environment = z.enum(['local', 'staging', 'production'])

/** Keys by their ids, in their order. */
const TokenKeys = z
  .string()
  .regex(
    /^[a-z0-9-]{1,20}:[A-Za-z0-9+/]{43}=(,[a-z0-9-]{1,20}:[A-Za-z0-9+/]{43}=)*$/,
    'SPOTIFY_TOKEN_KEYS is a list of id:key with commas, each key 32 bytes in base64',
  )
  .transform((list) =>
    list.split(',').map((entry) => {
      const [id = '', key = ''] = entry.split(':')
      return { id, key }
    }),
  )
  .refine(
    (keys) => new Set(keys.map(({ id }) => id)).size === keys.length,
    'SPOTIFY_TOKEN_KEYS names two keys alike',
  )

const Common = z.object({
  ENVIRONMENT: Environment,
  /** The exact origin the web app is served from. */
  WEB_ORIGIN: z.url(),
  /** The origin under which the media service reaches this Worker. */
  WORKER_ORIGIN: z.url(),
  /** Where the media service listens when it is a plain process; deployed, the container binding is used. */
  COMPOSER_URL: z.url().optional(),
  /** Sent to the media service as a bearer token, when it was started with one. */
  COMPOSER_TOKEN: z.string().min(16).optional(),
  /** Signs object addresses, and hides who is behind a rate limit; at least 32 characters. */
  SIGNING_SECRET: z.string().min(32, 'SIGNING_SECRET must have at least 32 characters'),
  /** `outbox` keeps mail in the database and shows it at /api/v1/outbox; only allowed locally. */
  MAIL: z.enum(['outbox', 'resend']).default('outbox'),
  RESEND_API_KEY: z.string().min(1).optional(),
  MAIL_FROM: z.string().min(3).optional(),
  /** Lights the models of Replicate; without it, clips are drawn by our own code alone. */
  REPLICATE_API_TOKEN: z.string().min(1).optional(),
  /** What Replicate signs its messages with: `whsec_` and a key in base64. */
  REPLICATE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/, 'REPLICATE_WEBHOOK_SECRET is whsec_ and a key in base64')
    .optional(),
  REPLICATE_API_URL: z.url().default('https://api.replicate.com'),
  /** What everybody together may spend on generated clips in a month, in US dollars: `25` or `25.50`. */
  GENERATION_CEILING_DOLLARS: z
    .string()
    .regex(/^\d{1,6}(\.\d{1,2})?$/, 'GENERATION_CEILING_DOLLARS is an amount such as 25 or 25.50')
    .default('25'),
  /** Whether people may look for the words of their songs at LRCLIB; asked only when somebody presses for it. */
  LRCLIB: z.enum(['on', 'off']).default('on'),
  LRCLIB_URL: z.url().default('https://lrclib.net'),
  /** Who listens to songs: Workers AI, where it is bound, or nobody. */
  TRANSCRIPTION: z.enum(['workers-ai', 'off']).default('workers-ai'),
  /** Lights the Spotify lane: the id of the operator's own app at Spotify. */
  SPOTIFY_CLIENT_ID: z.string().min(1).optional(),
  /** The app's secret, where the operator uses it; PKCE does without. */
  SPOTIFY_CLIENT_SECRET: z.string().min(1).optional(),
  /** Keys that tokens of people are encrypted with: `id:base64` of 32 bytes, with commas. The first encrypts, all decrypt. */
  SPOTIFY_TOKEN_KEYS: TokenKeys.optional(),
  SPOTIFY_ACCOUNTS_URL: z.url().default('https://accounts.spotify.com'),
  SPOTIFY_API_URL: z.url().default('https://api.spotify.com'),
})

/** Every setting, with the rules that hold between them. */
export const Settings = Common.and(Storage).superRefine((settings, context) => {
  if (settings.MAIL === 'outbox' && settings.ENVIRONMENT !== 'local') {
    context.addIssue({
      code: 'custom',
      message:
        "MAIL=outbox shows everybody's sign-in links and is refused outside ENVIRONMENT=local; set MAIL=resend",
    })
  }
  if (
    settings.MAIL === 'resend' &&
    (settings.RESEND_API_KEY === undefined || settings.MAIL_FROM === undefined)
  ) {
    context.addIssue({ code: 'custom', message: 'MAIL=resend needs RESEND_API_KEY and MAIL_FROM' })
  }
  if ((settings.REPLICATE_API_TOKEN === undefined) !== (settings.REPLICATE_WEBHOOK_SECRET === undefined)) {
    context.addIssue({
      code: 'custom',
      message: 'REPLICATE_API_TOKEN and REPLICATE_WEBHOOK_SECRET are set together or not at all',
    })
  }
  if (settings.SPOTIFY_CLIENT_ID !== undefined && settings.SPOTIFY_TOKEN_KEYS === undefined) {
    context.addIssue({ code: 'custom', message: 'SPOTIFY_CLIENT_ID needs SPOTIFY_TOKEN_KEYS' })
  }
})

/** See the schema `Settings`. */
export type Settings = z.output<typeof Settings>

const parsed = new WeakMap<object, Settings>()

/** The settings of an environment, parsed once an isolate. Throws one sentence naming the first bad setting. */
export function settingsOf(bindings: Bindings): Settings {
  const known = parsed.get(bindings)
  if (known !== undefined) return known
  const result = Settings.safeParse(bindings)
  if (!result.success) {
    const [issue] = result.error.issues
    throw new Error(`Setting ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not valid'}`)
  }
  parsed.set(bindings, result.data)
  return result.data
}
