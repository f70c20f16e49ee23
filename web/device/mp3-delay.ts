/** Where the music of an MP3 begins: encoders put silence before it and note how much in the first frame. */

/** An MP3 decoder is itself late by so many samples, which the noted delay does not count. */
const decoderDelaySamples = 528 + 1

const headBytes = 4096

/** What bytes can be read of: a file, or one that is fetched a part at a time. */
export type Sliced = { slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> } }

/** Samples to leave out before the music, by the LAME tag of an MP3; 0 for every other file. */
export async function skippedMp3Samples(file: Sliced): Promise<number> {
  const start = await startOfFrames(file)
  const head = new Uint8Array(await file.slice(start, start + headBytes).arrayBuffer())
  const isFrame = head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2
  if (!isFrame) return 0
  const text = String.fromCharCode(...head.subarray(0, 200))
  const tag = Math.max(text.indexOf('Xing'), text.indexOf('Info'))
  if (tag < 0) return 0
  // After the mark: 4 bytes of flags, then what the flags announce, 9 bytes of the encoder's name, 12 of other facts.
  const flags = head[tag + 7] ?? 0
  const announced = [4, 4, 100, 4].reduce((sum, bytes, bit) => sum + ((flags >> bit) & 1) * bytes, 0)
  const at = tag + 8 + announced + 9 + 12
  const delay = ((head[at] ?? 0) << 4) | ((head[at + 1] ?? 0) >> 4)
  return delay === 0 ? 0 : delay + decoderDelaySamples
}

/** Where the frames begin: past an ID3v2 tag, whose size is in four bytes of seven bits each. */
async function startOfFrames(file: Sliced): Promise<number> {
  const head = new Uint8Array(await file.slice(0, 10).arrayBuffer())
  if (String.fromCharCode(...head.subarray(0, 3)) !== 'ID3') return 0
  return 10 + head.subarray(6, 10).reduce((size, byte) => (size << 7) | byte, 0)
}
