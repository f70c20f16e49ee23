import Download from 'lucide-solid/icons/download'
import Film from 'lucide-solid/icons/film'
import { createSignal, For, Show } from 'solid-js'
import { renderDownloadUrl } from '../api/calls.ts'
import { isFinal } from '../api/follow.ts'
import type { Aspect, Preset, Render } from '../api/shapes.ts'
import { Button, DownloadLink } from '../ui/Button.tsx'
import { SegmentedControl } from '../ui/Choices.tsx'
import { SectionHead } from '../ui/Page.tsx'
import { StatusChip, type Tone } from '../ui/StatusChip.tsx'
import { agoOf, bytesOf, counted } from '../ui/words.ts'
import { aspects, presets } from './choices.tsx'
import { FormatMark } from './FormatMark.tsx'
import { presetName, renderName, reuseWords, stretchWords } from './video-words.ts'
import './render-list.css'

const tones: Readonly<Record<Render['status'], { readonly tone: Tone; readonly words: string }>> = {
  queued: { tone: 'busy', words: 'Waiting' },
  running: { tone: 'busy', words: 'Rendering' },
  succeeded: { tone: 'good', words: 'Proved' },
  failed: { tone: 'bad', words: 'Failed' },
  cancelled: { tone: 'quiet', words: 'Stopped' },
}

/** Every rendering of a video, and starting the next. */
export function RenderList(props: {
  readonly renders: readonly Render[]
  readonly shownId: string | undefined
  readonly onShow: (renderId: string) => void
  /** The video's own format, which is asked for first. */
  readonly aspect: Aspect
  readonly onRender: (preset: Preset, aspect: Aspect) => void
}) {
  const [preset, setPreset] = createSignal<Preset>('1080p30')
  const [aspect, setAspect] = createSignal(props.aspect)
  const busy = () => props.renders.some((render) => !isFinal(render.status))
  return (
    <section aria-label="Files">
      <SectionHead
        title="Files"
        note={props.renders.length > 0 ? counted(props.renders.length, 'rendering') : undefined}
      />
      <div class="card padded renders">
        <ul class="render-rows">
          <For each={props.renders}>
            {(render) => (
              <RenderRow
                render={render}
                ownAspect={props.aspect}
                shown={render.id === props.shownId}
                onShow={() => props.onShow(render.id)}
              />
            )}
          </For>
        </ul>
        <div class="render-next">
          <SegmentedControl
            label="Format"
            hideLabel
            choices={aspects}
            value={aspect()}
            onChange={setAspect}
          />
          <SegmentedControl label="Size" hideLabel choices={presets} value={preset()} onChange={setPreset} />
          <Button
            icon={<Film aria-hidden="true" />}
            busyWords={busy() ? 'One at a time' : undefined}
            onClick={() => props.onRender(preset(), aspect())}
          >
            Render {aspect()} in {presetName(preset())}
          </Button>
        </div>
      </div>
    </section>
  )
}

function RenderRow(props: {
  readonly render: Render
  readonly ownAspect: Aspect
  readonly shown: boolean
  readonly onShow: () => void
}) {
  const aspect = () => props.render.aspect ?? props.ownAspect
  const note = () =>
    [
      stretchWords(props.render),
      props.render.videoBytes === null ? undefined : bytesOf(props.render.videoBytes),
      reuseWords(props.render),
      agoOf(props.render.createdAt, Date.now()),
    ]
      .filter((word) => word !== undefined)
      .join(' · ')
  return (
    <li class="render-row" classList={{ shown: props.shown }}>
      <FormatMark aspect={aspect()} />
      <div class="render-words">
        <p class="render-name">
          <strong class="num">{aspect()}</strong>
          <span class="num">{presetName(props.render.preset)}</span>
          <StatusChip tone={tones[props.render.status].tone}>{tones[props.render.status].words}</StatusChip>
        </p>
        <p class="small muted num">{note()}</p>
      </div>
      <div class="render-actions">
        <Show when={!props.shown} fallback={<span class="small muted render-shown">Shown above</span>}>
          <Button kind="ghost" onClick={() => props.onShow()}>
            Show
          </Button>
        </Show>
        <Show when={props.render.status === 'succeeded'}>
          <DownloadLink
            class="render-download"
            icon={<Download aria-hidden="true" />}
            href={renderDownloadUrl(props.render)}
            fileName={`${renderName(props.render).replace(':', 'x')}.mp4`}
          >
            <span class="render-download-word">Download</span>
          </DownloadLink>
        </Show>
      </div>
    </li>
  )
}
