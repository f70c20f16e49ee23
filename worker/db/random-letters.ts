/** Random text of letters that people can read. */

/** So many letters of an alphabet of at most 256, each as likely as any other: bytes that would favour some are drawn again. */
export function randomLetters(alphabet: string, count: number): string {
  const fair = 256 - (256 % alphabet.length)
  let letters = ''
  while (letters.length < count) {
    for (const byte of crypto.getRandomValues(new Uint8Array(2 * count)))
      if (byte < fair && letters.length < count) letters += alphabet.charAt(byte % alphabet.length)
  }
  return letters
}
