// Reads and writes keys and kept answers. Neither is part of the data, so writing them makes no
// revision.
import { and, asc, eq, getTableColumns, gt, isNull, lte, sql } from '../db/orm.ts'
import { statement } from '../db/statements.ts'
import type { Snapshot } from '../db/store.ts'
import type { KeyScope } from './key.ts'

/** A key as it may be shown. Times are RFC 3339, UTC. */
export type ApiKey = {
  id: string
  label: string
  scope: KeyScope
  created: string
  expires: string | null
  revoked: string | null
}
export type StoredKey = ApiKey & { hash: string }

/** How many keys are listed. Nobody should need a thousand keys. */
export const KEYS_LISTED_MAX = 1_000

/** Finds a key by its id, with one look-up in the primary key. */
export async function findKey(
  { db, tables: { api_key } }: Snapshot,
  id: string
): Promise<StoredKey | undefined> {
  const prepared = statement(db, 'key by id', () =>
    db
      .select()
      .from(api_key)
      .where(eq(api_key.id, sql.placeholder('id')))
      .limit(1)
      .prepare()
  )
  const [row] = await prepared.execute({ id })
  return row
}

/** Whether any key was ever made. */
export async function hasKeys({ db, tables: { api_key } }: Snapshot): Promise<boolean> {
  const rows = await db.select({ id: api_key.id }).from(api_key).limit(1)
  return rows.length > 0
}

/** Lists all keys without their hashes, the oldest first. */
export async function listKeys({ db, tables: { api_key } }: Snapshot): Promise<ApiKey[]> {
  const { hash: _, ...shown } = getTableColumns(api_key)
  return db
    .select(shown)
    .from(api_key)
    .orderBy(asc(api_key.created), asc(api_key.id))
    .limit(KEYS_LISTED_MAX)
}

export async function insertKey(
  { db, tables: { api_key } }: Snapshot,
  key: StoredKey
): Promise<void> {
  await db.insert(api_key).values(key)
}

/** Revokes a key that is not revoked yet. */
export async function revokeKey(
  { db, tables: { api_key } }: Snapshot,
  id: string,
  revoked: string
): Promise<void> {
  await db
    .update(api_key)
    .set({ revoked })
    .where(and(eq(api_key.id, id), isNull(api_key.revoked)))
}

/**
 * A request that may come twice: the key of its sender, the name that the sender gave it, and a
 * hash of its content.
 */
export type Attempt = { api_key: string; key: string; request: string }
/** An answer as it was sent. */
export type Answer = { status: number; location: string | null; body: string }

/** How many expired answers one write removes: more than it adds. */
const SWEPT_MAX = 100

/** The answer given to an attempt of this name since a time, with the hash of its request. */
export async function findAnswer(
  { db, tables: { idempotent_answer: kept } }: Snapshot,
  { api_key, key }: Attempt,
  since: string
): Promise<(Answer & { request: string }) | undefined> {
  const [row] = await db
    .select({
      status: kept.status,
      location: kept.location,
      body: kept.body,
      request: kept.request
    })
    .from(kept)
    .where(and(eq(kept.api_key, api_key), eq(kept.key, key), gt(kept.created, since)))
    .limit(1)
  return row
}

/** Keeps an answer, in the transaction of its change. It may replace an expired answer. */
export async function keepAnswer(
  { db, tables: { idempotent_answer: kept } }: Snapshot,
  attempt: Attempt,
  answer: Answer,
  created: string
): Promise<void> {
  const values = { request: attempt.request, ...answer, created }
  await db
    .insert(kept)
    .values({ ...attempt, ...values })
    .onConflictDoUpdate({ target: [kept.api_key, kept.key], set: values })
}

/** Removes answers from before a time, the oldest first, a limited number at once. */
export async function sweepAnswers(
  { db, tables: { idempotent_answer: kept } }: Snapshot,
  before: string
): Promise<void> {
  const old = db
    .select({ api_key: kept.api_key, key: kept.key })
    .from(kept)
    .where(lte(kept.created, before))
    .orderBy(asc(kept.created))
    .limit(SWEPT_MAX)
  await db.delete(kept).where(sql`(${kept.api_key}, ${kept.key}) in ${old}`)
}
