/** A song's sound: the whole of it, or a stretch. */

/** What is decoded of a song. The buffer begins at `fromSeconds` of the song, and holds it until `untilSeconds`. */
export type Sound = {
  readonly buffer: AudioBuffer
  readonly fromSeconds: number
  readonly untilSeconds: number
}

/** Whether a second of the song, and some after it, can be heard of this. */
export function covers({ fromSeconds, untilSeconds }: Sound, songSeconds: number): boolean {
  return songSeconds >= fromSeconds && songSeconds < untilSeconds
}
