/** An analysis for drawing peaks by themselves, while what they mean is still being found. */
import type { Analysis, Waveform } from '#core/audio/analysis.ts'

/** The analysis of a song of which only peaks are known: as long as they are, and empty. */
export function nothingFoundYet(peaks: Waveform): Analysis {
  return {
    duration: (peaks.length * peaks.samples_per_pixel) / peaks.sample_rate,
    tempo: { value: null, confidence: 0, alternatives: [], curve: [] },
    beats: [],
    downbeats: [],
    time_signature: { numerator: 4, denominator: 4, confidence: 0 },
    segments: [],
    key: { tonic: null, mode: null, confidence: 0 },
    loudness: { integrated_lufs: null, range_lu: 0, true_peak_dbtp: null },
    energy: { hop_seconds: 1, values: [] },
    onsets: [],
    silences: [],
    drops: [],
    embedding: [],
    grid_confidence: 0,
    annotation_metadata: {
      annotation_tools: 'cuecraft core/audio',
      version: '1',
      data_source: 'program',
      sample_rate_hz: peaks.sample_rate,
      channels: 1,
    },
  }
}
