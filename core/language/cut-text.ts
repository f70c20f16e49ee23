/** The beginning of a text, never ending in half of a character that takes two units. */
export function cutText(text: string, mostUnits: number): string {
  if (text.length <= mostUnits) return text
  const cut = text.slice(0, mostUnits)
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut
}
