/** The state of a storyboard's page: what the server has, and what is asked of it. */
import { type KeptBoard, keepBoard, type OpenedBoard } from './kept.ts'
import { createOrders } from './orders.ts'
import { createPlacing } from './placing.ts'
import { createUnsavedTexts, type UnsavedTexts } from './unsaved-texts.ts'

/** A storyboard and everything that its page can do. */
export type Board = KeptBoard &
  ReturnType<typeof createOrders> &
  ReturnType<typeof createPlacing> & { readonly unsaved: UnsavedTexts }

/** Opens the state of a storyboard's page. */
export function createBoard(opened: OpenedBoard): Board {
  const kept = keepBoard(opened)
  const unsaved = createUnsavedTexts(opened.video.id)
  return { ...kept, ...createOrders(kept), ...createPlacing(kept), unsaved }
}
