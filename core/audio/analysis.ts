/** The analysis of one song as every program reads it: the shape, its parser, and nothing that computes it. */
import { z } from 'zod'

const Confidence = z.number().min(0).max(1)
const Seconds = z.number().min(0)

/** A stretch of the song that holds together (JAMS `segment_open`): seconds, and a name such as `verse`. */
export const AnalysisSegment = z.object({
  time: Seconds,
  duration: Seconds,
  label: z.string().min(1).max(40),
  confidence: Confidence,
})

/** One beat: its time in seconds and its place in the bar, counted from 1 (a downbeat). */
export const AnalysisBeat = z.object({
  time: Seconds,
  position: z.number().int().min(1),
  confidence: Confidence,
})

/**
 * What the analysis of one song says. Field names follow JAMS (Humphrey et al. 2014); times are seconds from the
 * start of the file, tempo is beats per minute, loudness follows ITU-R BS.1770-4 and EBU Tech 3342.
 */
export const Analysis = z.object({
  duration: Seconds,
  tempo: z.object({
    /** `null` when no steady pulse was found. */
    value: z.number().positive().nullable(),
    confidence: Confidence,
    alternatives: z.array(z.object({ value: z.number().positive(), confidence: Confidence })),
    /** Local tempo over time, one point every few seconds. */
    curve: z.array(z.object({ time: Seconds, value: z.number().positive() })),
  }),
  beats: z.array(AnalysisBeat),
  downbeats: z.array(Seconds),
  time_signature: z.object({
    numerator: z.number().int().positive(),
    denominator: z.number().int().positive(),
    confidence: Confidence,
  }),
  segments: z.array(AnalysisSegment),
  key: z.object({
    tonic: z.enum(['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B']).nullable(),
    mode: z.enum(['major', 'minor']).nullable(),
    confidence: Confidence,
  }),
  loudness: z.object({
    /** `null` when the whole file is below the absolute gate of -70 LUFS: digital silence has no loudness. */
    integrated_lufs: z.number().nullable(),
    range_lu: z.number().min(0),
    true_peak_dbtp: z.number().nullable(),
  }),
  /** How loud the music is felt, 0 to 1 against its own loudest moment, one value every `hop_seconds`. */
  energy: z.object({ hop_seconds: z.number().positive(), values: z.array(Confidence) }),
  onsets: z.array(z.object({ time: Seconds, strength: Confidence })),
  silences: z.array(z.object({ time: Seconds, duration: Seconds })),
  /** Moments where a build-up lets go: the strongest rises of energy, on a downbeat where there is a grid. */
  drops: z.array(z.object({ time: Seconds, strength: Confidence })),
  /** A unit-length description of timbre, harmony and rhythm; near songs have a high dot product. */
  embedding: z.array(z.number()),
  /** How far the beat grid may be trusted for cutting: 0 is rubato or no music, 1 a metronome. */
  grid_confidence: Confidence,
  annotation_metadata: z.object({
    annotation_tools: z.string(),
    version: z.string(),
    data_source: z.literal('program'),
    sample_rate_hz: z.number().int().positive(),
    channels: z.number().int().positive(),
  }),
})

/** See the schema `Analysis`. */
export type Analysis = z.output<typeof Analysis>

/** Peaks in the audiowaveform JSON form, version 2, which peaks.js reads: 8-bit minimum and maximum per pixel. */
export const Waveform = z.object({
  version: z.literal(2),
  channels: z.literal(1),
  sample_rate: z.number().int().positive(),
  samples_per_pixel: z.number().int().positive(),
  bits: z.literal(8),
  length: z.number().int().min(0),
  data: z.array(z.number().int().min(-128).max(127)),
})

/** See the schema `Waveform`. */
export type Waveform = z.output<typeof Waveform>

/** Reads an analysis from anything; a document that does not fit answers the first reason why. */
export function parseAnalysis(
  input: unknown,
): { readonly ok: true; readonly value: Analysis } | { readonly ok: false; readonly reason: string } {
  const parsed = Analysis.safeParse(input)
  if (parsed.success) return { ok: true, value: parsed.data }
  const [issue] = parsed.error.issues
  return { ok: false, reason: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not an analysis'}` }
}
