/** The state of a storyboard's page: what the server has, and what is asked of it. */
import { type KeptBoard, keepBoard, type OpenedBoard } from './kept.ts'
import { createOrders } from './orders.ts'
import { createPlacing } from './placing.ts'

/** A storyboard and everything that its page can do. */
export type Board = KeptBoard & ReturnType<typeof createOrders> & ReturnType<typeof createPlacing>

/** Opens the state of a storyboard's page. */
export function createBoard(opened: OpenedBoard): Board {
  const kept = keepBoard(opened)
  return { ...kept, ...createOrders(kept), ...createPlacing(kept) }
}
