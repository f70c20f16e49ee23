import { createResource, createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import { compareSnapshots, type Snapshot } from './calls.ts'
import { changesOf, changesWords } from './change-words.ts'

/** What came, went and moved from one version to the next, asked for when the line comes near. */
export function ChangesLine(props: { readonly before: Snapshot; readonly after: Snapshot }) {
  const [near, setNear] = createSignal(false)
  let line: HTMLSpanElement | undefined
  onMount(() => {
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setNear(true),
    )
    if (line !== undefined) observer.observe(line)
    onCleanup(() => observer.disconnect())
  })
  const [comparison] = createResource(
    () => near() && { before: props.before.id, after: props.after.id },
    ({ before, after }) => compareSnapshots(before, after),
  )
  const since = () => `since version ${props.before.version}`
  return (
    <span ref={line} class="changes-line small">
      <Show
        when={comparison.state === 'ready' && comparison.latest}
        fallback={<span>Compare {since()}</span>}
      >
        {(found) => (
          <>
            <Show when={changesOf(found()).length > 0}>
              <span class="changes" aria-hidden="true">
                <For each={changesOf(found())}>
                  {({ kind, count, sign }) => (
                    <span class="change num" data-change={kind}>
                      {sign}
                      {count}
                    </span>
                  )}
                </For>
              </span>
            </Show>
            <span class="changes-words">
              <Show when={changesOf(found()).length > 0} fallback="Nothing changed">
                <span class="unseen">{changesWords(found())}</span>
              </Show>{' '}
              {since()}
            </span>
          </>
        )}
      </Show>
    </span>
  )
}
