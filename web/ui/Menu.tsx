import { createSignal, lazy, Show, Suspense } from 'solid-js'
import type { MenuProps } from './menu-props.ts'
import './controls.css'
import './overlays.css'

const load = () => import('./MenuContent.tsx')
const MenuContent = lazy(async () => ({ default: (await load()).MenuContent }))

/** A button that opens a menu. The menu's code is fetched when somebody reaches for it, not with the page. */
export function Menu(props: MenuProps) {
  const [reachedFor, setReachedFor] = createSignal(false)
  const asButton = () => (
    <button
      type="button"
      class={props.triggerClass ?? 'button ghost icon'}
      aria-label={props.label}
      title={props.label}
      aria-haspopup="menu"
      aria-expanded="false"
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setReachedFor(true)}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown') return
        event.preventDefault()
        setReachedFor(true)
      }}
    >
      {props.icon()}
    </button>
  )
  return (
    <Show when={reachedFor()} fallback={asButton()}>
      <Suspense fallback={asButton()}>
        <MenuContent {...props} />
      </Suspense>
    </Show>
  )
}
