import Download from 'lucide-solid/icons/download'
import { For } from 'solid-js'
import { writeLyrics } from '#core/lyrics/write-lyrics.ts'
import { lyricsOfCaptions } from '#core/timeline/caption-file.ts'
import type { Captions } from '#core/timeline/timeline.ts'
import { Button } from '../../../ui/Button.tsx'

const kinds = [
  { kind: 'srt', name: 'SRT', type: 'application/x-subrip' },
  { kind: 'vtt', name: 'VTT', type: 'text/vtt' },
] as const

/** The captions as files beside the video, for players that show their own. They are written here, of what is on the page. */
export function CaptionFiles(props: { readonly captions: Captions; readonly frameRate: number }) {
  const save = ({ kind, type }: (typeof kinds)[number]) => {
    const text = writeLyrics(lyricsOfCaptions(props.captions, props.frameRate), kind)
    const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
    const link = document.createElement('a')
    link.href = url
    link.download = `captions.${kind}`
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <div class="row between">
      <p class="field-label">As a file</p>
      <div class="row">
        <For each={kinds}>
          {(each) => (
            <Button icon={<Download aria-hidden="true" />} onClick={() => save(each)}>
              {each.name}
            </Button>
          )}
        </For>
      </div>
    </div>
  )
}
