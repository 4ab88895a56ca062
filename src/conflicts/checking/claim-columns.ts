import type { SQLWrapper } from 'drizzle-orm'
import { sql } from '../../db/orm.ts'
import type { Tables } from '../../db/tables/define.ts'
import { TEXT_CHARACTERS_READ } from '../../numbers/numerals.ts'
import { NOTE_CHARACTERS_READ } from '../model/growth-rate.ts'

/**
 * The columns that the rules need. Texts and notes are cut to the part that the rules read, so that
 * many claims take little memory.
 */
export function claimColumns(columns: Tables['observation']) {
  const beginning = (column: SQLWrapper, characters: number) =>
    sql`substr(${column}, 1, ${sql.raw(String(characters))})`
  return {
    id: columns.id,
    metric: columns.metric,
    subject: columns.subject,
    partner: columns.partner,
    direction: columns.direction,
    mode: columns.mode,
    product: columns.product,
    period: columns.period,
    starts_on: columns.starts_on,
    ends_on: columns.ends_on,
    value: columns.value,
    low: columns.low,
    high: columns.high,
    bound: columns.bound,
    status: columns.status,
    attributed_to: columns.attributed_to,
    source: columns.source,
    derived_from: columns.derived_from,
    text: sql<string>`${beginning(columns.text, TEXT_CHARACTERS_READ)}`,
    note: sql<string | null>`${beginning(columns.note, NOTE_CHARACTERS_READ)}`
  }
}
