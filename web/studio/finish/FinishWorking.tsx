import { Announce } from '../../ui/Announce.tsx'
import { Button } from '../../ui/Button.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { leftOf, percentOf } from '../../ui/words.ts'
import type { DeviceState } from './device-work.ts'

type WorkingState = Extract<DeviceState, { kind: 'working' }>

/** Less than this done says nothing yet about how long the rest takes. */
const leastShare = 0.05

/** How far the work on this device is, and the way to stop it. */
export function FinishWorking(props: { readonly state: WorkingState; readonly onCancel: () => void }) {
  const left = () => {
    const { progress, startedAtMs } = props.state
    if (progress < leastShare) return undefined
    return leftOf((((performance.now() - startedAtMs) / 1000) * (1 - progress)) / progress)
  }
  return (
    <>
      <Progress label={props.state.stage} value={props.state.progress} note={left()} />
      <div class="dialog-actions">
        <Button onClick={() => props.onCancel()}>Stop</Button>
      </div>
      <Announce text={`${props.state.stage}, ${percentOf(Math.floor(props.state.progress * 4) / 4)}`} />
    </>
  )
}
