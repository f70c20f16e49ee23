/** Where things lie in storage: `{ownerId}/{folder}/{id}/{name}`, so that everything of one person shares a prefix. */

/** The folders of an owner, one for each kind of thing that has objects. */
export type ObjectFolder =
  | 'songs'
  | 'media'
  | 'videos'
  | 'segments'
  | 'audio'
  | 'renders'
  | 'shares'
  | 'snapshots'

const segmentPattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/

/**
 * The key of one object. Names of files never enter a key: ids and our own words do, and anything else is a bug that
 * throws.
 */
export function objectKey(ownerId: string, folder: ObjectFolder, ...names: readonly string[]): string {
  const segments = [ownerId, folder, ...names]
  if (!areKeySegments(segments)) throw new Error('an object key was built from something that is not an id')
  return segments.join('/')
}

/** Whether a path is a key of ours: at least three plain segments, none that climbs. */
export function isObjectKey(path: string): boolean {
  return areKeySegments(path.split('/'))
}

function areKeySegments(segments: readonly string[]): boolean {
  return (
    segments.length >= 3 &&
    segments.every((segment) => segmentPattern.test(segment) && !segment.includes('..'))
  )
}
