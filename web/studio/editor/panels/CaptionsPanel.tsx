import Captions from 'lucide-solid/icons/captions'
import Trash from 'lucide-solid/icons/trash'
import { createMemo, createSignal, Show } from 'solid-js'
import { captionsOf, plainCaptionStyle } from '#core/timeline/captions.ts'
import { getLyrics } from '../../../api/calls.ts'
import { Button } from '../../../ui/Button.tsx'
import { sayError } from '../../../ui/toast.ts'
import type { Editor } from '../editor.ts'
import type { Playback } from '../playback.ts'
import { CaptionFields } from './CaptionFields.tsx'
import { CaptionFiles } from './CaptionFiles.tsx'
import { CaptionStyleSection } from './CaptionStyleSection.tsx'
import { WordsList } from './WordsList.tsx'

/** What is sung, written over the video: taken from the song's words, then this video's own. */
export function CaptionsPanel(props: { readonly editor: Editor; readonly playback: Playback }) {
  const captions = () => props.editor.settled().captions
  const chosen = createMemo(() => {
    const selection = props.editor.selection()
    return selection.kind === 'caption' ? selection.caption : undefined
  })
  const line = createMemo(() => captions()?.lines[chosen() ?? -1])
  return (
    <div class="panel">
      <div class="row between">
        <p class="label">Captions</p>
        <TakeWords editor={props.editor} />
      </div>
      <Show
        when={captions()}
        fallback={
          <p class="small muted">
            What is sung, line by line or word by word, from the words of the song. They keep clear of titles
            and of the buttons that platforms lay over a video.
          </p>
        }
      >
        {(shown) => (
          <>
            <WordsList
              editor={props.editor}
              playback={props.playback}
              label="Lines"
              items={shown().lines}
              chosen={chosen()}
              onChoose={(caption) => props.editor.choose({ kind: 'caption', caption })}
            />
            <Show when={line()}>
              {(now) => (
                <CaptionFields
                  editor={props.editor}
                  playback={props.playback}
                  line={now()}
                  index={chosen() ?? 0}
                />
              )}
            </Show>
            <CaptionStyleSection editor={props.editor} style={shown().style} />
            <CaptionFiles captions={shown()} frameRate={props.editor.settled().frameRate} />
            <Button
              kind="danger"
              icon={<Trash aria-hidden="true" />}
              onClick={() =>
                props.editor.do(
                  { kind: 'set-captions' },
                  { words: 'Took the captions away', key: 'captions' },
                )
              }
            >
              Take the captions away
            </Button>
          </>
        )}
      </Show>
    </div>
  )
}

/** Makes captions of the song's words, or makes them anew; a song without words says where they are brought. */
function TakeWords(props: { readonly editor: Editor }) {
  const [isBusy, setBusy] = createSignal(false)
  const [isWordless, setWordless] = createSignal(false)
  const take = async () => {
    setBusy(true)
    try {
      const { songId } = props.editor.settled()
      const { value: lyrics } = await getLyrics(songId)
      const video = props.editor.settled()
      const captions = captionsOf(lyrics, video, video.captions?.style ?? plainCaptionStyle)
      setWordless(captions.lines.length === 0)
      if (captions.lines.length > 0)
        props.editor.do(
          { kind: 'set-captions', captions },
          { words: 'Captions from the song’s words', key: 'captions' },
        )
    } catch (error) {
      await sayError(error, 'The words of the song could not be read')
    } finally {
      setBusy(false)
    }
  }
  return (
    <Show
      when={!isWordless()}
      fallback={
        <a class="small" href={`/songs/${props.editor.settled().songId}/lyrics`}>
          This stretch of the song has no timed words yet: bring them
        </a>
      }
    >
      <Button
        icon={<Captions aria-hidden="true" />}
        busyWords={isBusy() ? 'Reading the words' : undefined}
        onClick={() => void take()}
      >
        {props.editor.settled().captions === undefined ? 'Use the song’s words' : 'Take them anew'}
      </Button>
    </Show>
  )
}
