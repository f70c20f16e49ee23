import Drum from 'lucide-solid/icons/drum'
import { createMemo, Show } from 'solid-js'
import { tempoOfBeats } from '#core/audio/tempo.ts'
import { gridOf } from '#core/timeline/edit/edit.ts'
import { Button } from '../../../ui/Button.tsx'
import { createMedia } from '../../../ui/media-query.ts'
import { counted } from '../../../ui/words.ts'
import { type BeatCommands, fewestTaps } from '../beat-commands.ts'
import type { Editor } from '../editor.ts'
import type { Playback } from '../playback.ts'
import { hintOf } from '../shortcuts.ts'
import { placeOf } from '../song-grid.ts'
import './panel.css'
import './beats-panel.css'

/** The beats of the song, corrected by hand: every cut that lies on one comes along. */
export function BeatsPanel(props: {
  readonly editor: Editor
  readonly playback: Playback
  readonly beats: BeatCommands
}) {
  const { beats, editor } = props
  const tempo = createMemo(() =>
    tempoOfBeats(gridOf(editor.settled(), editor.analysis).map(({ seconds }) => seconds)),
  )
  const isTouched = createMedia('(pointer: coarse)')
  const tapped = createMemo(() => tempoOfBeats(beats.taps()))
  const where = () => {
    const selection = editor.selection()
    if (selection.kind !== 'beat') return 'the beat at the playhead'
    const beat = editor.grid().beats[selection.beat]
    return beat === undefined ? 'the chosen beat' : (placeOf(editor.grid(), beat.frame) ?? 'the chosen beat')
  }
  return (
    <div class="panel">
      <header class="panel-head">
        <span class="fact-value">{tempo()?.toFixed(1) ?? 'No beat'}</span>
        <span class="muted small">
          {tempo() === undefined ? 'yet: tap it along' : 'BPM'}
          {editor.settled().grid === undefined ? ', as heard' : ', corrected'}
        </span>
      </header>
      <p class="small muted">
        {isTouched()
          ? 'Tap a beat on the song, then drag it; tap twice to add one. '
          : 'Drag a beat on the song, double-click to add one. '}
        Cuts, titles and changes of speed that lie on beats go with them, as one step that can be undone.
      </p>
      <section class="panel-section" aria-label="Tap along">
        <p class="label">Tap along</p>
        <button
          type="button"
          class="tap"
          onPointerDown={(event) => {
            // On the way down: a finger that lets go is a beat late.
            event.preventDefault()
            beats.tap()
          }}
          onKeyDown={(event) => {
            if (event.repeat || (event.key !== ' ' && event.key !== 'Enter')) return
            event.preventDefault()
            event.stopPropagation()
            beats.tap()
          }}
        >
          <Drum aria-hidden="true" />
          <span>
            {beats.taps().length === 0 ? 'Tap on every beat' : counted(beats.taps().length, 'tap')}
            <Show when={tapped()}>{(bpm) => <span class="num"> · {bpm().toFixed(1)} BPM</span>}</Show>
          </span>
          <kbd>{hintOf('beats')}</kbd>
        </button>
        <div class="row wrap">
          <Show
            when={props.playback.playing()}
            fallback={<Button onClick={() => props.playback.playAt(1)}>Play the song</Button>}
          >
            <Button onClick={() => props.playback.playAt(0)}>Pause</Button>
          </Show>
          <Show when={beats.taps().length > 0}>
            <Button
              kind="primary"
              disabled={beats.taps().length < fewestTaps}
              onClick={() => beats.useTaps()}
            >
              Use these beats
            </Button>
            <Button kind="ghost" onClick={() => beats.forgetTaps()}>
              Forget them
            </Button>
          </Show>
        </div>
      </section>
      <section class="panel-section" aria-label="Tempo">
        <p class="label">Tempo</p>
        <div class="row wrap">
          <Button onClick={() => beats.half()}>Half</Button>
          <Button onClick={() => beats.double()}>Double</Button>
          <Show when={editor.settled().grid !== undefined}>
            <Button kind="ghost" onClick={() => beats.asHeard()}>
              As it was heard
            </Button>
          </Show>
        </div>
      </section>
      <section class="panel-section" aria-label="One beat">
        <p class="label">{where()}</p>
        <div class="row wrap">
          <Button onClick={() => beats.setOne()}>Is the one</Button>
          <Button onClick={() => beats.remove()}>Take away</Button>
          <Button onClick={() => beats.nudge(-1)}>
            Earlier <kbd>{hintOf('nudge-back')}</kbd>
          </Button>
          <Button onClick={() => beats.nudge(1)}>
            Later <kbd>{hintOf('nudge-on')}</kbd>
          </Button>
          <Button onClick={() => beats.add()}>Add at the playhead</Button>
        </div>
      </section>
      <Button kind="primary" onClick={() => editor.setEditsBeats(false)}>
        Done with the beats
      </Button>
    </div>
  )
}
