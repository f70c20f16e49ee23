/** RFC 9457 problem documents: the one form in which a no, or a bug, leaves the Worker. */
import { z } from 'zod'
import { FieldRefusal, OperationRefusal, type Refusal, refusals } from './refusal.ts'

/** The wire shape of a problem. `type` is stable; `requestId` finds the log lines. It, `field` and `reason` are extension members (RFC 9457, section 3.2). */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  requestId: z.string(),
  /** The path of the one field that is in the way, where it is one: `files.0.startFrame`. */
  field: z.string().optional(),
  /** Why a room refused an operation, as its socket says it: `duplicate-song`. */
  reason: z.string().optional(),
})

/** The answer for a refusal. */
export function problemOfRefusal(refusal: Refusal, requestId: string): Response {
  const { status, title } = refusals[refusal.code]
  return problemResponse(
    {
      type: `https://cuecraft.dev/problems/${refusal.code}`,
      title,
      status,
      detail: refusal.detail,
      requestId,
      ...(refusal instanceof FieldRefusal ? { field: refusal.field } : {}),
      ...(refusal instanceof OperationRefusal ? { reason: refusal.reason } : {}),
    },
    refusal.headers,
  )
}

/** The answer for a bug: says nothing of its inside. */
export function problemOfBug(requestId: string): Response {
  return problemResponse(
    {
      type: 'https://cuecraft.dev/problems/internal',
      title: 'Something broke on our side',
      status: 500,
      detail: 'This is our mistake. Try again; if it happens twice, tell the operator the request id.',
      requestId,
    },
    {},
  )
}

function problemResponse(
  problem: z.output<typeof Problem>,
  headers: Readonly<Record<string, string>>,
): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { ...headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  })
}
