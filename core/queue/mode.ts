/** How a queue's next song is found. */
import { z } from 'zod'

/** By turns, by votes, in the order of adding, or the host alone. */
export const QueueMode = z.enum(['fair', 'votes', 'first-come', 'host-only'])

/** See the schema `QueueMode`. */
export type QueueMode = z.output<typeof QueueMode>
