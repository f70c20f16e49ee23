import { createEffect, on, onCleanup, onMount } from 'solid-js'
import type { FrameSize } from '#core/timeline/preset.ts'
import { makePreview, type Preview, type PreviewParts } from './preview.ts'

/**
 * A canvas that plays a timeline. `onReady` hands out the preview to play and to seek with; it is given back with the
 * canvas. The canvas has `size` in pixels, whatever the style sheet makes of it.
 */
export function PreviewCanvas(
  props: Omit<PreviewParts, 'canvas'> & {
    readonly size: FrameSize
    readonly label: string
    readonly onReady: (preview: Preview) => void
  },
) {
  let canvas: HTMLCanvasElement | undefined
  let preview: Preview | undefined
  onMount(() => {
    if (canvas === undefined) return
    preview = makePreview({
      canvas,
      timeline: props.timeline,
      music: props.music,
      songUrl: props.songUrl,
      media: (id) => props.media(id),
      onFrame: (frame, isExact) => props.onFrame?.(frame, isExact),
      onPlaying: (isPlaying) => props.onPlaying?.(isPlaying),
      onProblem: (problem) => props.onProblem?.(problem),
    })
    props.onReady(preview)
  })
  createEffect(
    on(
      () => [props.timeline, props.music, props.size] as const,
      ([timeline, music]) => void preview?.setTimeline(timeline, music),
      { defer: true },
    ),
  )
  onCleanup(() => preview?.close())
  return (
    <canvas
      ref={(element) => {
        canvas = element
      }}
      width={props.size.widthPixels}
      height={props.size.heightPixels}
      role="img"
      aria-label={props.label}
    />
  )
}
