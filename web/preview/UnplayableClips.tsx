import { Index, Match, Show, Switch } from 'solid-js'
import { Button } from '../ui/Button.tsx'
import { Progress } from '../ui/Progress.tsx'
import type { Unplayable, UnplayableState } from './unplayable.ts'
import './unplayable.css'

/** More would cover the picture; the next is shown when one of these can be played. */
const mostShown = 2

/** Which clips cannot be played here yet, each with a way to have it prepared on this device. */
export function UnplayableClips(props: { readonly of: Unplayable }) {
  return (
    <div class="unplayable" role="status">
      {/* By place, so that the button under a finger is not made anew with every step of the progress. */}
      <Index each={props.of.clips().slice(0, mostShown)}>
        {(clip) => (
          <div class="unplayable-clip">
            <Words name={clip().media.fileName} state={clip().state} />
            <Switch>
              <Match when={clip().state.kind === 'preparing'}>
                <Button kind="ghost" onClick={() => props.of.cancel(clip().media.id)}>
                  Cancel
                </Button>
              </Match>
              <Match when={clip().state.kind !== 'preparing'}>
                <Button onClick={() => props.of.prepare(clip().media.id)}>
                  {clip().state.kind === 'failed' ? 'Try again' : 'Prepare it on this device'}
                </Button>
              </Match>
            </Switch>
          </div>
        )}
      </Index>
    </div>
  )
}

function Words(props: { readonly name: string; readonly state: UnplayableState }) {
  const progress = () => (props.state.kind === 'preparing' ? props.state.progress : undefined)
  const sentence = () =>
    props.state.kind === 'failed'
      ? props.state.sentence
      : `${props.name} cannot be played here yet, so it stands still. The finished video will show it.`
  return (
    <Show when={progress() !== undefined} fallback={<p>{sentence()}</p>}>
      <Progress label={`Preparing ${props.name}`} value={progress() ?? 0} />
    </Show>
  )
}
