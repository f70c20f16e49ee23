/** Reads what comes over a room's socket: by the schema, and with a reason for whatever does not fit. */
import { z } from 'zod'
import { Id } from '#core/queue/entry.ts'
import { ClientMessage, type GoodbyeCode, longestMessageCharacters } from '#core/rooms/message.ts'

/** Why the sender of a frame is sent away. */
export type Unreadable = { readonly goodbye: GoodbyeCode; readonly detail: string }

/** An operation of a kind that is not known here, or with something wrong in it: refused by its id. */
export type UnknownOperation = { readonly unknownOperation: string; readonly detail: string }

const AnyOperation = z.object({ type: z.literal('operation'), operation: z.object({ id: Id }) })

/** What a frame says, or what is wrong with it. */
export function messageOf(data: string | ArrayBuffer): ClientMessage | Unreadable | UnknownOperation {
  if (typeof data !== 'string') return { goodbye: 'not-understood', detail: 'Messages are text, in JSON.' }
  if (data.length > longestMessageCharacters)
    return {
      goodbye: 'message-too-long',
      detail: `A message has at most ${longestMessageCharacters} characters.`,
    }
  const json = parseJson(data)
  const parsed = ClientMessage.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const detail = `"${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'it does not fit'}.`
  const operation = AnyOperation.safeParse(json)
  if (operation.success) return { unknownOperation: operation.data.operation.id, detail }
  return { goodbye: 'not-understood', detail: `This is no message that a room takes: ${detail}` }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
