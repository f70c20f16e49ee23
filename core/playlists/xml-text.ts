/** Text as XML can carry it. */

/** Control characters, halves of characters and the two that are none: XML 1.0 has no way to write them. */
const unwritable = /(?![\t\n\r\u0080-\u009F])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu

const escapes: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A bare one would come back as a line feed.
  '\r': '&#13;',
}

/** The text for an element or an attribute in double quotes. What XML cannot carry becomes U+FFFD. */
export function xmlText(text: string): string {
  return text
    .replaceAll(unwritable, '\uFFFD')
    .replaceAll(/[&<>"\r]/g, (character) => escapes[character] ?? '')
}
