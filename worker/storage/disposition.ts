/** What a file is called that somebody saves. */

/** Longer names do not fit into every file system once they are written in UTF-8, where a character takes up to four of 255 bytes. */
const mostCharacters = 60

/**
 * What `Content-Disposition` says (RFC 6266): a plain name for old programs, and the real one in UTF-8 (RFC 8187) for all
 * others. Neither leads into another folder, hides, or is too long to be saved; its ending stays.
 */
export function dispositionOf(fileName: string, download: boolean): string {
  const name = safeName(fileName)
  const plain = name.replace(/[^\w.() -]/g, '_')
  const real = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${download ? 'attachment' : 'inline'}; filename="${plain}"; filename*=UTF-8''${real}`
}

/** Folders, what cannot be printed or is half of a character, and what turns the direction of writing are taken out of a name. */
function safeName(fileName: string): string {
  const clean = fileName.replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}/\\:]/gu, '_')
  const ending = /\.\w{1,8}$/.exec(clean)?.[0] ?? ''
  const stem = clean.slice(0, clean.length - ending.length).replace(/^[\s.]+|^$/, '_')
  return `${[...stem].slice(0, mostCharacters - ending.length).join('')}${ending}`
}
