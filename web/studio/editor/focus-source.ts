/** Whether the focus stands where a pointer left it, or where somebody brought it by keys. */
import { onCleanup, onMount } from 'solid-js'

/**
 * Follows the focus for as long as its owner lives. The answer says whether a pointer gave it: a button that was clicked
 * keeps the focus, but whoever clicked it goes on in the editor, and means its keys.
 */
export function createFocusSource(): () => boolean {
  let isPointer = false
  let isGivenByPointer = false
  const onPointerDown = () => {
    isPointer = true
    isGivenByPointer = true
  }
  const onKeyDown = () => {
    isPointer = false
  }
  const onFocusIn = () => {
    isGivenByPointer = isPointer
  }
  onMount(() => {
    document.addEventListener('pointerdown', onPointerDown, true)
    document.addEventListener('keydown', onKeyDown, true)
    document.addEventListener('focusin', onFocusIn, true)
  })
  onCleanup(() => {
    document.removeEventListener('pointerdown', onPointerDown, true)
    document.removeEventListener('keydown', onKeyDown, true)
    document.removeEventListener('focusin', onFocusIn, true)
  })
  return () => isGivenByPointer
}
