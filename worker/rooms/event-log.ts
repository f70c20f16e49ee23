/** The log of one room on the object's own SQLite: events in order, and a snapshot now and then so that waking is quick. */
import { apply } from '#core/rooms/apply.ts'
import { RoomEvent } from '#core/rooms/event.ts'
import { defaultSettings } from '#core/rooms/settings.ts'
import { emptyRoom, RoomSnapshot, type RoomState, snapshotOf, stateOf } from '#core/rooms/state.ts'

/** A snapshot is written after so many events; waking reads at most as many. */
const eventsPerSnapshot = 512
/** A value of SQLite in a Durable Object holds 2 MB; a snapshot of a long queue is cut into these. */
const charactersPerPiece = 500_000

/** What was stored is known by its sequence number, when it was asked for by an operation. */
export class EventLog {
  readonly #sql: SqlStorage
  readonly #storage: DurableObjectStorage
  #lastSnapshotSeq = 0

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
    this.#sql = storage.sql
  }

  /** Makes room for a log. Before this nothing is stored: whoever asks for a room that never was leaves no trace of it. */
  begin(): void {
    this.#sql.exec(`
      create table if not exists events (
        seq integer primary key, author text, operation_id text, body text not null
      );
      create index if not exists events_by_operation on events (author, operation_id) where operation_id is not null;
      create table if not exists snapshot_pieces (seq integer not null, piece integer not null, body text not null, primary key (seq, piece));
    `)
  }

  /** The room as the log leaves it, or `undefined` where nothing was ever written. */
  read(): RoomState | undefined {
    if (!this.#hasBegun()) return undefined
    const state = this.#snapshot() ?? emptyRoom(defaultSettings)
    this.#lastSnapshotSeq = state.seq
    for (const event of this.#from(state.seq)) apply(state, event)
    return state.seq === 0 ? undefined : state
  }

  /** The room as it was after an event; `undefined` where the log has no such event. */
  stateAt(seq: number): RoomState | undefined {
    const state = emptyRoom(defaultSettings)
    for (const event of this.#from(0, seq)) apply(state, event)
    return state.seq === seq ? state : undefined
  }

  /** Writes events, all or none. They must follow the last one. */
  append(events: readonly RoomEvent[]): void {
    this.#storage.transactionSync(() => {
      for (const event of events) {
        this.#sql.exec(
          'insert into events (seq, author, operation_id, body) values (?, ?, ?, ?)',
          event.seq,
          event.by,
          event.operationId,
          JSON.stringify(event),
        )
      }
    })
  }

  /** Writes a snapshot when the last one is old enough, and drops those before it. */
  snapshotIfDue(state: RoomState): void {
    if (state.seq - this.#lastSnapshotSeq < eventsPerSnapshot) return
    const body = JSON.stringify(snapshotOf(state))
    this.#storage.transactionSync(() => {
      this.#sql.exec('delete from snapshot_pieces')
      for (const [piece, part] of piecesOf(body, charactersPerPiece).entries()) {
        this.#sql.exec(
          'insert into snapshot_pieces (seq, piece, body) values (?, ?, ?)',
          state.seq,
          piece,
          part,
        )
      }
    })
    this.#lastSnapshotSeq = state.seq
  }

  /** At most `limit` events after a number, in order. */
  after(seq: number, limit: number): readonly RoomEvent[] {
    return [...this.#from(seq, limit)]
  }

  /** One event and all others of the same operation, oldest first; none where the log has no such event. */
  operationOf(seq: number): readonly RoomEvent[] {
    const rows = this.#sql.exec<{ body: string }>(
      `select other.body as body from events as it
       join events as other on other.seq = it.seq or (other.author = it.author and other.operation_id = it.operation_id)
       where it.seq = ? order by other.seq`,
      seq,
    )
    return [...rows].map(({ body }) => RoomEvent.parse(JSON.parse(body)))
  }

  /** The last event that a member's operation made, where it was taken before. */
  seqOfOperation(memberId: string, operationId: string): number | undefined {
    const [row] = this.#sql.exec<{ seq: number | null }>(
      'select max(seq) as seq from events where author = ? and operation_id = ?',
      memberId,
      operationId,
    )
    return row?.seq ?? undefined
  }

  #hasBegun(): boolean {
    return this.#sql.exec("select 1 from sqlite_master where name = 'events'").toArray().length > 0
  }

  *#from(seq: number, limit = -1): Generator<RoomEvent> {
    const rows = this.#sql.exec<{ body: string }>(
      'select body from events where seq > ? order by seq limit ?',
      seq,
      limit,
    )
    for (const { body } of rows) yield RoomEvent.parse(JSON.parse(body))
  }

  #snapshot(): RoomState | undefined {
    const rows = this.#sql.exec<{ body: string }>('select body from snapshot_pieces order by piece').toArray()
    if (rows.length === 0) return undefined
    return stateOf(RoomSnapshot.parse(JSON.parse(rows.map(({ body }) => body).join(''))))
  }
}

/** A text in pieces of about so many UTF-16 units, none of which begins with half a character: SQLite keeps no halves. */
function piecesOf(text: string, units: number): readonly string[] {
  const pieces: string[] = []
  for (let from = 0; from < text.length; ) {
    const isSplit = /[\uDC00-\uDFFF]/.test(text.charAt(from + units))
    const to = from + units + (isSplit ? 1 : 0)
    pieces.push(text.slice(from, to))
    from = to
  }
  return pieces
}
