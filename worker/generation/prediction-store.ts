/** Every query on what was asked of a provider, and on the messages that came back. */
import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { predictions, webhookDeliveries } from './tables.ts'

/** What was asked for a take. */
export type PredictionRow = typeof predictions.$inferSelect

/** What was asked for a take, if anything was. Whoever it belongs to was checked when the take was made. */
export async function findPrediction(db: Database, takeId: string): Promise<PredictionRow | undefined> {
  return await db.select().from(predictions).where(eq(predictions.takeId, takeId)).get()
}

/** Writes that a request is about to be made. What is bound already stays bound. */
export async function writeIntent(
  db: Database,
  intent: Pick<PredictionRow, 'takeId' | 'ownerId' | 'model' | 'input'>,
  nowMs: number,
): Promise<void> {
  const { model, input } = intent
  await db
    .insert(predictions)
    .values({
      ...intent,
      intendedAtMs: nowMs,
      predictionId: null,
      heardPredictionId: null,
      createdAtMs: nowMs,
    })
    .onConflictDoUpdate({
      target: predictions.takeId,
      set: { model, input, intendedAtMs: nowMs, heardPredictionId: null },
      setWhere: isNull(predictions.predictionId),
    })
}

/** Writes that a request was surely not taken. */
export async function clearIntent(db: Database, takeId: string): Promise<void> {
  await db.update(predictions).set({ intendedAtMs: null }).where(eq(predictions.takeId, takeId))
}

/** Binds a provider's id to a take; answers false when it is another take's, or the take has another one. */
export async function bindPrediction(db: Database, takeId: string, predictionId: string): Promise<boolean> {
  const isFree = sql`not exists (select 1 from predictions as others where others.prediction_id = ${predictionId})`
  await db
    .update(predictions)
    .set({ predictionId })
    .where(and(eq(predictions.takeId, takeId), isNull(predictions.predictionId), isFree))
  return (await findPrediction(db, takeId))?.predictionId === predictionId
}

/** The take that a provider's id is bound to, if any. */
export async function takeOfPrediction(db: Database, predictionId: string): Promise<string | undefined> {
  const row = await db
    .select({ takeId: predictions.takeId })
    .from(predictions)
    .where(eq(predictions.predictionId, predictionId))
    .get()
  return row?.takeId
}

/** Notes an id that a signed message named for a take whose own id is not known yet. */
export async function noteHeard(db: Database, takeId: string, heardPredictionId: string): Promise<void> {
  await db
    .update(predictions)
    .set({ heardPredictionId })
    .where(and(eq(predictions.takeId, takeId), isNull(predictions.predictionId)))
}

/** Writes a message down; answers false when it came before. */
export async function isNewDelivery(db: Database, id: string, nowMs: number): Promise<boolean> {
  const inserted = await db
    .insert(webhookDeliveries)
    .values({ id, receivedAtMs: nowMs })
    .onConflictDoNothing()
    .returning({ id: webhookDeliveries.id })
  return inserted.length > 0
}

/** Forgets a message that could not be acted on, so that it is when it comes again. */
export async function forgetDelivery(db: Database, id: string): Promise<void> {
  await db.delete(webhookDeliveries).where(eq(webhookDeliveries.id, id))
}

const mostSwept = 500

/** Forgets requests and messages of before a moment: by then their takes have ended, and no message is young enough. */
export async function forgetOld(db: Database, beforeMs: number): Promise<void> {
  const old = db
    .select({ takeId: predictions.takeId })
    .from(predictions)
    .where(lt(predictions.createdAtMs, beforeMs))
    .limit(mostSwept)
  await db.batch([
    db.delete(predictions).where(inArray(predictions.takeId, old)),
    db.delete(webhookDeliveries).where(lt(webhookDeliveries.receivedAtMs, beforeMs)),
  ])
}
