import CircleCheck from 'lucide-solid/icons/circle-check'
import { For, onMount, Show } from 'solid-js'
import { Announce } from '../ui/Announce.tsx'
import { Button } from '../ui/Button.tsx'
import { Progress } from '../ui/Progress.tsx'
import type { Step } from './readiness.ts'
import './studio.css'

/** What happens between pressing the button and the video: step by step, with a way back. */
export function GettingReady(props: {
  readonly steps: readonly Step[]
  readonly planning: boolean
  readonly onStop: () => void
}) {
  let title: HTMLHeadingElement | undefined
  // The button that was pressed is gone: what took its place is brought into view and said.
  onMount(() => title?.focus())
  const going = () => props.steps.find((step) => step.state !== 'done')
  const spoken = () => {
    const step = going()
    return step === undefined ? 'Planning the cuts' : `${step.name}: ${step.note}`
  }
  return (
    <section class="card padded stack" aria-label="Getting ready">
      <div>
        <h2 ref={title} tabIndex={-1}>
          On the way
        </h2>
        <p class="small muted">
          The video starts by itself when all of this is done. Keep this page open until then.
        </p>
      </div>
      <ul class="ready-list">
        <For each={props.steps}>
          {(step) => (
            <li>
              <Show
                when={step.state === 'going'}
                fallback={
                  <p class="row small">
                    <Show when={step.state === 'done'}>
                      <CircleCheck class="ready-mark" aria-hidden="true" />
                    </Show>
                    <span class={step.state === 'stuck' ? 'field-error' : ''}>
                      {step.name}: {step.note}
                    </span>
                  </p>
                }
              >
                <Progress label={`${step.name}: ${step.note}`} value={step.progress} />
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={!props.planning}>
        <div>
          <Button onClick={() => props.onStop()}>Go back to choosing</Button>
        </div>
      </Show>
      <Announce text={spoken()} />
    </section>
  )
}
