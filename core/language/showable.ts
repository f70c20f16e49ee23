/** Which texts can be shown, and stored by every program alike: no controls, and no halves of characters. */

const control = /\p{Cc}/u
const controls = /\p{Cc}+/gu
/** A surrogate without its other half. */
const half = /\p{Cs}/u
const halves = /\p{Cs}/gu

/** Whether one line of text can be shown. Line ends are controls. */
export function isShowable(text: string): boolean {
  return !control.test(text) && !half.test(text)
}

/** The same of a text of several lines, between which a line feed stands. */
export function areLinesShowable(text: string): boolean {
  return text.split('\n').every(isShowable)
}

/** What turns the writing direction of all that follows on the page, or breaks its line (Unicode Standard Annex 9, section 2). */
const unruly = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029]/u
/** Something to see: no space, and nothing that is drawn as nothing. */
const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}]/u

/** Whether a text can stand as a name in the middle of other texts: it is seen, and leaves what stands round it alone. */
export function isNameable(text: string): boolean {
  return isShowable(text) && visible.test(text) && !unruly.test(text)
}

/** What can be shown of a text, on one line: controls, line ends among them, become a space. */
export function showableLine(text: string): string {
  return text.replace(halves, '').replace(controls, ' ')
}

/** What can be shown of a text of several lines, whichever way they end. */
export function showableLines(text: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(showableLine)
    .join('\n')
}
