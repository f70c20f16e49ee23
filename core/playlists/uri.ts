/** What RFC 3986 takes for an address. */

/** Whether the text is a URI or a relative reference: no spaces, no bare percent signs, nothing outside of ASCII. */
export function isUri(text: string): boolean {
  if (!/^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9A-F]{2})*$/i.test(text)) return false
  const scheme = /^([^/?#]*?):/.exec(text)
  return (scheme === null || /^[A-Z][A-Z0-9+.-]*$/i.test(scheme[1] ?? '')) && text.split('#').length < 3
}
