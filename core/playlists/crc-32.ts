/** The checksum that ZIP keeps of every file (CRC-32 of ISO 3309, as PKWARE's APPNOTE 4.4.7 takes it). */

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let bit = 0; bit < 8; bit++) rest = (rest & 1) === 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1
  return rest
})

/** The checksum of bytes that come in pieces: give each piece with what the one before it gave, 0 at first. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let rest = ~before
  for (const byte of bytes) rest = (rest >>> 8) ^ (table[(rest ^ byte) & 255] ?? 0)
  return ~rest >>> 0
}
