/** Snapshots by what they were taken of. */
import type { Snapshot, SnapshotSource } from './calls.ts'

/** All snapshots of one source, the newest first. */
export type Series = { readonly source: SnapshotSource; readonly versions: readonly Snapshot[] }

/** The snapshots of each source together; the source that was kept last comes first. */
export function seriesOf(snapshots: readonly Snapshot[]): readonly Series[] {
  const bySource = new Map<string, readonly Snapshot[]>()
  for (const snapshot of snapshots) {
    const name = `${snapshot.source.kind} ${snapshot.source.id}`
    bySource.set(name, [...(bySource.get(name) ?? []), snapshot])
  }
  return [...bySource.values()]
    .flatMap((found) => {
      const versions = found.toSorted((a, b) => b.version - a.version)
      return versions[0] === undefined ? [] : [{ source: versions[0].source, versions }]
    })
    .toSorted((a, b) => newestMs(b) - newestMs(a))
}

/** What a source is, in a word or two. */
export const sourceNames: Readonly<Record<SnapshotSource['kind'], string>> = {
  room: 'Queue of a room',
  playlist: 'Playlist',
  'spotify-queue': 'Spotify queue',
  'spotify-playlist': 'Spotify playlist',
}

function newestMs({ versions }: Series): number {
  return Date.parse(versions[0]?.createdAt ?? '')
}
