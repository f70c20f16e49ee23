import { createMemo, createResource, Show } from 'solid-js'
import { getRoomLyrics } from './calls.ts'
import type { Live } from './live.ts'
import { lineAt } from './lyric-line.ts'

/** The line that is sung now, and the one after it; nothing where the words are not known. */
export function NowLyrics(props: { readonly live: Live }) {
  const songId = createMemo(() => props.live.playing()?.entry.song.songId)
  const [lyrics] = createResource(songId, async (id) => {
    try {
      return { songId: id, lines: (await getRoomLyrics(props.live.room.entry, id)).lines }
    } catch {
      return undefined
    }
  })
  const now = createMemo(() => {
    const found = lyrics.latest
    if (found === undefined || found.songId !== songId()) return undefined
    return lineAt(found.lines, props.live.positionSeconds())
  })
  return (
    <Show when={now()}>
      {(shown) => (
        <div class="tv-lyrics">
          <p class="tv-line">{shown().line ?? ' '}</p>
          <p class="tv-line next">{shown().next ?? ' '}</p>
        </div>
      )}
    </Show>
  )
}
