/** What the sound of every video is held to, whoever makes it: the same as the server's. */

/** Samples per second of every video's sound. */
export const soundSampleRate = 48_000

/** How loud, how exactly, and how high its peaks may rise between the samples. */
export const soundTargets = { lufs: -14, toleranceLu: 0.5, mostTruePeakDb: -1 } as const

/** Whether the song is brought to the loudness of all videos, or left as it is. */
export type LoudnessWish = 'normalised' | 'untouched'
