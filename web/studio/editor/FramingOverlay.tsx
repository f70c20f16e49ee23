import { createMemo, For, onCleanup, Show } from 'solid-js'
import type { Framing } from '#core/timeline/edit/changing.ts'
import type { Rectangle } from '#core/timeline/timeline.ts'
import { thumbnailUrl } from '../../api/calls.ts'
import { percentOf } from '../../ui/words.ts'
import { targetsOf } from './commands.ts'
import type { Editor } from './editor.ts'
import {
  framingShown,
  movedRectangle,
  rectangleOf,
  rectanglesOf,
  type ShownFraming,
  scaledRectangle,
  withRectangle,
} from './framing.ts'
import type { Playback } from './playback.ts'
import './framing.css'

type Name = 'from' | 'to' | 'crop'

const names: Readonly<Record<Name, string>> = { from: 'Start', to: 'End', crop: 'Camera' }

/** The whole picture with the camera's rectangles on it: dragged and resized by pointer or keys, their shape kept. */
export function FramingOverlay(props: { readonly editor: Editor; readonly playback: Playback }) {
  const { editor } = props
  const index = createMemo(() => targetsOf(editor, Math.round(props.playback.frame()))[0] ?? 0)
  const shot = createMemo(() => {
    const found = editor.timeline().clips[index()]?.shot
    return found === undefined || found.kind === 'visual' ? undefined : found
  })
  const picture = createMemo(() =>
    editor.material().pictures.find(({ mediaId }) => mediaId === shot()?.mediaId),
  )
  const shown = createMemo(() => {
    const now = shot()
    return now === undefined ? undefined : framingShown(editor.timeline(), now, editor.format(), picture())
  })
  const edit = (framing: Framing) =>
    ({ kind: 'frame', clip: index(), aspect: editor.format(), framing }) as const
  const words = () =>
    editor.format() === editor.settled().aspect ? 'Set the camera' : `Set the camera for ${editor.format()}`
  return (
    <Show
      when={shown()}
      fallback={<p class="framing-none">The music draws this picture: there is no camera to set.</p>}
    >
      {(now) => (
        <div class="framing-place">
          <div
            class="framing-ground"
            classList={{ composed: now().framing.framing.fit !== 'crop' }}
            style={{ '--ratio': String(now().groundRatio) }}
          >
            <Show when={shot()}>
              {(found) => <img src={thumbnailUrl(found().mediaId, 'large')} alt="" draggable={false} />}
            </Show>
            <For each={rectanglesOf(now().framing)}>
              {(name) => (
                <FramingRectangle
                  name={name}
                  shown={now()}
                  onTry={(framing) => editor.tryOut(framing === undefined ? undefined : edit(framing))}
                  onSet={(framing, key) =>
                    editor.do(edit(framing), { words: words(), ...(key === undefined ? {} : { key }) })
                  }
                />
              )}
            </For>
          </div>
        </div>
      )}
    </Show>
  )
}

const step = 0.01

/** What a key does to a rectangle; `undefined` for other keys. */
function byKey(rectangle: Rectangle, key: string, isLarge: boolean): Rectangle | undefined {
  const by = isLarge ? 5 * step : step
  switch (key) {
    case 'ArrowLeft':
      return movedRectangle(rectangle, -by, 0)
    case 'ArrowRight':
      return movedRectangle(rectangle, by, 0)
    case 'ArrowUp':
      return movedRectangle(rectangle, 0, -by)
    case 'ArrowDown':
      return movedRectangle(rectangle, 0, by)
    case '+':
    case '=':
      return scaledRectangle(rectangle, 1 + by)
    case '-':
      return scaledRectangle(rectangle, 1 / (1 + by))
    default:
      return undefined
  }
}

function FramingRectangle(props: {
  readonly name: Name
  readonly shown: ShownFraming
  readonly onTry: (framing: Framing | undefined) => void
  readonly onSet: (framing: Framing, key?: string) => void
}) {
  const rectangle = createMemo(() => rectangleOf(props.shown.framing, props.name))
  let begun: { readonly event: PointerEvent; readonly from: Rectangle; readonly isSize: boolean } | undefined
  const changed = (event: PointerEvent): Framing | undefined => {
    const ground = (event.currentTarget as HTMLElement).closest('.framing-ground')?.getBoundingClientRect()
    if (begun === undefined || ground === undefined) return undefined
    const x = (event.clientX - begun.event.clientX) / ground.width
    const y = (event.clientY - begun.event.clientY) / ground.height
    const next = begun.isSize
      ? scaledRectangle(begun.from, 1 + 2 * Math.max(x / begun.from.width, y / begun.from.height))
      : movedRectangle(begun.from, x, y)
    return withRectangle(props.shown.framing, props.name, next)
  }
  // Whoever leaves the camera in the middle of a drag, by Escape or another clip, has not set it.
  onCleanup(() => begun !== undefined && props.onTry(undefined))
  const end = (event: PointerEvent, isKept: boolean) => {
    const framing = changed(event)
    begun = undefined
    if (isKept && framing !== undefined) props.onSet(framing)
    else props.onTry(undefined)
  }
  return (
    <button
      type="button"
      class="framing-rectangle"
      data-name={props.name}
      style={{
        left: `${100 * rectangle().x}%`,
        top: `${100 * rectangle().y}%`,
        width: `${100 * rectangle().width}%`,
        height: `${100 * rectangle().height}%`,
      }}
      aria-label={`${names[props.name]} of the camera, ${percentOf(rectangle().width)} of the width. Arrows move it, plus and minus change its size.`}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return
        const next = byKey(rectangle(), event.key, event.shiftKey)
        if (next === undefined) return
        event.preventDefault()
        event.stopPropagation()
        props.onSet(withRectangle(props.shown.framing, props.name, next), `framing-${props.name}`)
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        const isSize = event.target instanceof Element && event.target.matches('.framing-size')
        begun = { event, from: rectangle(), isSize }
      }}
      onPointerMove={(event) => {
        const framing = changed(event)
        if (framing !== undefined) props.onTry(framing)
      }}
      onPointerUp={(event) => end(event, true)}
      onPointerCancel={(event) => end(event, false)}
    >
      <span class="framing-name">{names[props.name]}</span>
      <span class="framing-size" aria-hidden="true" />
    </button>
  )
}
