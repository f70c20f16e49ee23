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
import { presetName, renderName, reuseWords } from './video-words.ts'
import './studio.css'

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
                shown={render.id === props.shownId}
                onShow={() => props.onShow(render.id)}
              />
            )}
          </For>
        </ul>
        <div class="render-row">
          <SegmentedControl label="Size" hideLabel choices={presets} value={preset()} onChange={setPreset} />
          <SegmentedControl
            label="Format"
            hideLabel
            choices={aspects}
            value={aspect()}
            onChange={setAspect}
          />
          <Button
            icon={<Film aria-hidden="true" />}
            busyWords={busy() ? 'One at a time' : undefined}
            onClick={() => props.onRender(preset(), aspect())}
          >
            Render {presetName(preset())} {aspect()}
          </Button>
        </div>
      </div>
    </section>
  )
}

function RenderRow(props: { readonly render: Render; readonly shown: boolean; readonly onShow: () => void }) {
  const note = () =>
    [
      props.render.videoBytes === null ? undefined : bytesOf(props.render.videoBytes),
      reuseWords(props.render),
      agoOf(props.render.createdAt, Date.now()),
    ]
      .filter((word) => word !== undefined)
      .join(' · ')
  return (
    <li class="render-row">
      <strong class="num">{renderName(props.render)}</strong>
      <span class="render-state">
        <StatusChip tone={tones[props.render.status].tone}>{tones[props.render.status].words}</StatusChip>
      </span>
      <span class="grow small muted num">{note()}</span>
      <Show when={!props.shown} fallback={<span class="small muted">Shown above</span>}>
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
          Download
        </DownloadLink>
      </Show>
    </li>
  )
}
