import { createEffect, createMemo, Index, on } from 'solid-js'
import type { Desk } from './desk.ts'
import { LineRow } from './LineRow.tsx'

/** The lines, each where it is sung. The one that is sung now is lit, the one that is tapped next stays in sight. */
export function LineList(props: { readonly desk: Desk }) {
  let list: HTMLOListElement | undefined
  const sungAt = createMemo(() => {
    const now = props.desk.clock.seconds()
    if (!props.desk.clock.touched()) return -1
    return props.desk
      .lines()
      .findLastIndex(({ startSeconds, endSeconds }) => startSeconds <= now && now < endSeconds)
  })
  // Whoever plays taps next: the line must be there to be read.
  createEffect(
    on(
      () => [props.desk.at(), props.desk.clock.playing()] as const,
      ([at]) => list?.children[at]?.scrollIntoView({ block: 'nearest' }),
      { defer: true },
    ),
  )
  return (
    <ol ref={list} class="line-list" aria-label="Lines">
      <Index each={props.desk.lines()}>
        {(line, at) => <LineRow desk={props.desk} line={line()} at={at} isSung={sungAt() === at} />}
      </Index>
    </ol>
  )
}
