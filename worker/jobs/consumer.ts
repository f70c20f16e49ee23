/** Takes messages from the queue: each wakes its job's runner and is done. A long piece of work never holds a consumer open. */
import { z } from 'zod'
import type { Bindings } from '../env.ts'
import { factsOfError, logEvent } from '../http/log.ts'
import { runnerOf } from './runner.ts'

const JobMessage = z.object({ jobId: z.string().regex(/^job_[0-9A-Z]{26}$/) })

const retryAfterSeconds = 10

/**
 * Consumes the queue of jobs and the queue of dead letters. Delivering a message twice is harmless: a runner that is
 * awake stays as it is. What is no message of ours is logged and let go.
 */
export async function consumeJobs(batch: MessageBatch<unknown>, bindings: Bindings): Promise<void> {
  const isDead = batch.queue.includes('-dead')
  await Promise.all(batch.messages.map((message) => (isDead ? bury(message) : deliver(message, bindings))))
}

async function deliver(message: Message<unknown>, bindings: Bindings): Promise<void> {
  const parsed = JobMessage.safeParse(message.body)
  if (!parsed.success) {
    logEvent('queue-message-unreadable', { messageId: message.id })
    message.ack()
    return
  }
  const { jobId } = parsed.data
  try {
    await runnerOf(bindings, jobId).wake(jobId)
    message.ack()
  } catch (error) {
    logEvent('queue-message-again', { jobId, attempts: message.attempts, ...factsOfError(error) })
    message.retry({ delaySeconds: retryAfterSeconds })
  }
}

/** Nothing is lost with a dead letter: its job's row still says that it waits, and the sweeper sends it again. */
async function bury(message: Message<unknown>): Promise<void> {
  const parsed = JobMessage.safeParse(message.body)
  logEvent('queue-message-dead', { messageId: message.id, jobId: parsed.data?.jobId ?? 'unknown' })
  message.ack()
}
