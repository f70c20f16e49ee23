/** Entity tags of RFC 9110, section 8.8.3, as requests name them. */

/** The form of one tag, whatever made it. */
const oneTag = /^(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")$/

/**
 * The tag that a header holds, as we sent it; `undefined` when it is not exactly one tag. Ours name bytes, and what stands
 * between us and a browser marks them as weak (`W/`) when it packs those bytes for the way: they are still the same.
 */
export function parseTag(header: string): string | undefined {
  return oneTag.exec(header.trim())?.[1]
}

/** Whether `If-None-Match` names a tag, among others or as `*`: then who asks has what it stands for. */
export function namesTag(header: string | undefined, tag: string): boolean {
  const named = header?.split(',').map((each) => each.trim()) ?? []
  return named.some((each) => each === '*' || parseTag(each) === tag)
}
