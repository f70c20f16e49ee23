/** What the media service tells the Worker: facts about files, and the state of a task. */
import { z } from 'zod'
import { ClipProxy } from '../media/clip-proxy.ts'
import { PlannerMedia } from '../timeline/timeline.ts'

/** Facts of a song that was decoded from end to end. `contentHash` is the SHA-256 of the file in hex. */
export const SongFacts = z.object({
  kind: z.literal('song'),
  contentHash: z.string(),
  bytes: z.number().int().positive(),
  durationSeconds: z.number().positive(),
  sampleRate: z.number().int().positive(),
  channels: z.number().int().positive(),
  /** Tags the file carries, cleaned of control characters. */
  title: z.string().optional(),
  artist: z.string().optional(),
  /** Which recording it is, where its tags say so in the right form: see `core/playlists/playlist.ts`. */
  isrc: z.string().optional(),
  recordingId: z.string().optional(),
})

/** Facts of a photo or clip. Sizes are upright. Location is only here so that its owner may ask to keep it. */
export const PictureFacts = z.object({
  kind: z.enum(['photo', 'clip']),
  contentHash: z.string(),
  bytes: z.number().int().positive(),
  planner: PlannerMedia.omit({ mediaId: true }),
  /** RFC 3339, UTC where the file states its offset, else the camera's own clock read as UTC. */
  capturedAt: z.string().optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  /** A tiny preview as a base64 thumbhash (Evan Wallace's format), shown while the picture loads. */
  thumbhash: z.string().optional(),
})

/** What a probe found. */
export const Facts = z.discriminatedUnion('kind', [SongFacts, PictureFacts])

/** See the schema `Facts`. */
export type Facts = z.output<typeof Facts>

/** Why a file or a task was turned down: a stable code and one sentence for a person. */
export const Complaint = z.object({
  code: z.enum([
    'unreadable-file',
    'file-empty',
    'too-long',
    'too-short',
    'too-many-pixels',
    'too-many-channels',
    'no-audio',
    'no-picture',
    'unsupported-format',
    'source-unavailable',
    'proof-failed',
    'took-too-long',
    'cancelled',
    'internal',
  ]),
  detail: z.string(),
  /** Whether the same order may succeed when sent again: a full disk or a lost connection, not a bad file. */
  retryable: z.boolean(),
})

/** See the schema `Complaint`. */
export type Complaint = z.output<typeof Complaint>

/** The answer to a probe. */
export const ProbeAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), facts: Facts }),
  z.object({ ok: z.literal(false), complaint: Complaint }),
])

/** See the schema `ProbeAnswer`. */
export type ProbeAnswer = z.output<typeof ProbeAnswer>

/** What a render measured on the file it made, by decoding it. */
export const Proof = z.object({
  frames: z.number().int(),
  /** The largest distance between a planned cut and the cut found, in frames. */
  maxCutErrorFrames: z.number(),
  lufs: z.number().nullable(),
  truePeak: z.number().nullable(),
})

/** See the schema `Proof`. */
export type Proof = z.output<typeof Proof>

/** A piece now in storage, told while the task runs so that a later attempt starts from it. */
export const StoredSegment = z.object({
  hash: z.string(),
  bytes: z.number().int().positive(),
  provedFrames: z.number().int().positive(),
})

/** See the schema `StoredSegment`. */
export type StoredSegment = z.output<typeof StoredSegment>

/** What a finished task made. */
export const TaskResult = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('analyse') }),
  z.object({ kind: z.literal('thumbnail') }),
  z.object({ kind: z.literal('proxy'), proxy: ClipProxy }),
  z.object({ kind: z.literal('voice') }),
  z.object({
    kind: z.literal('render'),
    proof: Proof,
    videoBytes: z.number().int().positive(),
    /** ETags of the parts sent, in order, which completing the multipart upload asks for. */
    partEtags: z.array(z.string()),
    segmentsReused: z.number().int().min(0),
    segmentsEncoded: z.number().int().min(0),
  }),
])

/** See the schema `TaskResult`. */
export type TaskResult = z.output<typeof TaskResult>

/** The state of a task. `revision` rises with every change, so that a follower can wait for the next one. */
export const TaskState = z.object({
  id: z.string(),
  revision: z.number().int().min(0),
  /** 0 to 1, from work done, never from a clock. */
  progress: z.number().min(0).max(1),
  /** What is happening, for a person: `encoding 12 of 41 parts`. */
  stage: z.string(),
  storedSegments: z.array(StoredSegment),
  /** The audio piece's hash once it is in storage. */
  storedAudio: z.string().optional(),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('running') }),
    z.object({ kind: z.literal('succeeded'), result: TaskResult }),
    z.object({ kind: z.literal('failed'), complaint: Complaint }),
  ]),
})

/** See the schema `TaskState`. */
export type TaskState = z.output<typeof TaskState>
