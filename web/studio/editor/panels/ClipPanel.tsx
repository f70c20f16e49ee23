import Copy from 'lucide-solid/icons/copy'
import ImageIcon from 'lucide-solid/icons/image'
import Scissors from 'lucide-solid/icons/scissors'
import Trash from 'lucide-solid/icons/trash'
import { createMemo, Show } from 'solid-js'
import { thumbnailUrl } from '../../../api/calls.ts'
import { LookPicture } from '../../../media/LookPicture.tsx'
import { Button } from '../../../ui/Button.tsx'
import { counted } from '../../../ui/words.ts'
import { lengthWords, pictureNameOf, stretchWords } from '../clip-names.ts'
import { type Commands, targetsOf } from '../commands.ts'
import type { Editor } from '../editor.ts'
import type { Playback } from '../playback.ts'
import { someClips } from '../selection.ts'
import { hintOf } from '../shortcuts.ts'
import type { UiState } from '../ui-state.ts'
import { EffectsSection } from './EffectsSection.tsx'
import { LookSection } from './LookSection.tsx'
import { MotionSection } from './MotionSection.tsx'
import { SpeedSection } from './SpeedSection.tsx'
import { TransitionSection } from './TransitionSection.tsx'
import './panel.css'
import './clip-panel.css'

/** Everything about the chosen clips, or the one under the playhead. */
export function ClipPanel(props: {
  readonly editor: Editor
  readonly playback: Playback
  readonly commands: Commands
  readonly ui: UiState
}) {
  const targets = createMemo(() => targetsOf(props.editor, Math.round(props.playback.frame())), undefined, {
    equals: (a, b) => a?.join() === b?.join(),
  })
  const first = createMemo(() => props.editor.settled().clips[targets()[0] ?? -1])
  const library = createMemo(() => new Map(props.editor.library().map((media) => [media.id, media])))
  const isMissing = () => {
    const shot = first()?.shot
    return shot !== undefined && shot.kind !== 'visual' && !library().has(shot.mediaId)
  }
  /** Does what works on chosen clips to those that the panel is about: nothing may be chosen yet. */
  const onTargets = (action: () => void) => {
    props.editor.choose(someClips(targets()))
    action()
  }
  return (
    <div class="panel">
      <Show when={first()}>
        {(clip) => (
          <>
            <header class="clip-head">
              <ClipThumb editor={props.editor} index={targets()[0] ?? 0} />
              <div class="grow">
                <strong class="clip">
                  {targets().length > 1
                    ? counted(targets().length, 'clip')
                    : pictureNameOf(clip(), library())}
                </strong>
                <p class="small muted num">
                  <Show when={targets().length === 1} fallback="What you change is changed in all of them.">
                    {[
                      `Clip ${(targets()[0] ?? 0) + 1}`,
                      lengthWords(clip().lengthFrames, props.editor.settled().frameRate),
                      stretchWords(
                        props.editor.grid(),
                        clip().startFrame,
                        clip().startFrame + clip().lengthFrames,
                      ),
                    ]
                      .filter((words) => words !== undefined)
                      .join(' · ')}
                  </Show>
                </p>
              </div>
            </header>
            <Show when={isMissing()}>
              <p class="small bad-words" role="alert">
                This picture was deleted. Choose another one for this clip; until then its place stays black.
              </p>
            </Show>
            <div class="clip-actions">
              <Button icon={<ImageIcon aria-hidden="true" />} onClick={() => props.ui.open('pictures')}>
                Replace <kbd>{hintOf('replace')}</kbd>
              </Button>
              <Button icon={<Scissors aria-hidden="true" />} onClick={() => props.commands.split()}>
                Split <kbd>{hintOf('split')}</kbd>
              </Button>
              <Button
                icon={<Copy aria-hidden="true" />}
                onClick={() => onTargets(() => props.commands.duplicate())}
              >
                Double <kbd>{hintOf('duplicate')}</kbd>
              </Button>
              <Button
                icon={<Trash aria-hidden="true" />}
                onClick={() => onTargets(() => props.commands.remove())}
              >
                Remove <kbd>{hintOf('remove')}</kbd>
              </Button>
            </div>
            <LookSection editor={props.editor} targets={targets()} />
            <MotionSection editor={props.editor} ui={props.ui} targets={targets()} />
            <SpeedSection editor={props.editor} targets={targets()} />
            <EffectsSection editor={props.editor} targets={targets()} />
            <TransitionSection editor={props.editor} targets={targets()} commands={props.commands} />
          </>
        )}
      </Show>
    </div>
  )
}

function ClipThumb(props: { readonly editor: Editor; readonly index: number }) {
  const shot = () => props.editor.settled().clips[props.index]?.shot
  const mediaId = () => {
    const shown = shot()
    return shown === undefined || shown.kind === 'visual' ? undefined : shown.mediaId
  }
  const drawing = () => {
    const shown = shot()
    return shown?.kind === 'visual' ? shown : undefined
  }
  return (
    <Show
      when={mediaId()}
      fallback={
        <span class="clip-thumb">
          <Show when={drawing()}>{(drawn) => <LookPicture drawn={drawn()} moves={false} />}</Show>
        </span>
      }
    >
      {(id) => <img class="clip-thumb" src={thumbnailUrl(id(), 'small')} alt="" />}
    </Show>
  )
}
