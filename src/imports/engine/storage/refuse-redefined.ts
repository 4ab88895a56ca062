// Refuses corrections that would change the meaning of existing claims.
import { and, eq, isNotNull, isNull } from '../../../db/orm.ts'
import type { Row } from '../../../db/rows.ts'
import type { ReadRow } from '../../../files/columns.ts'
import type { Noun } from '../../../nouns.ts'
import type { Intake } from '../intake.ts'
import { findReferrers } from './find-referrers.ts'
import type { Changes } from './write-changes.ts'

/**
 * The columns that give claims their meaning. For example, a new unit of a metric would change
 * every figure.
 */
const FIXED: Partial<Record<Noun, readonly string[]>> = {
  unit: ['kind', 'base', 'factor'],
  metric: ['unit', 'partnered', 'subject_kinds'],
  entity: ['kind']
}

/** The nouns whose rows depend on these columns. */
const FIGURES: readonly Noun[] = ['observation', 'projection']
const DEPENDENT: Partial<Record<Noun, readonly Noun[]>> = {
  unit: ['metric', 'unit'],
  metric: FIGURES,
  entity: [...FIGURES, 'leg', 'corridor']
}

/** What depends on a row, in words. */
function wordFor(noun: Noun): string {
  return FIGURES.includes(noun) ? 'claims' : 'rows'
}

/**
 * Refuses a correction of such a column if claims depend on it. An edition brings its own claims,
 * so it may change these columns.
 */
export async function refuseRedefined(
  { revision: { snapshot }, edition, badCells }: Intake,
  file: string,
  noun: Noun,
  rows: readonly ReadRow<Noun>[],
  { corrected }: Changes
): Promise<void> {
  const columns = edition ? [] : (FIXED[noun] ?? [])
  const lineOf = (id: unknown) => rows.find((row) => row.id === id)?.line ?? 0
  for (const { before, after } of corrected) {
    if (noun === 'metric' && !edition) {
      const expected = await expectOtherProducts(snapshot, before, after)
      const place = { file, line: lineOf(after['id']), column: 'by_product' }
      if (expected) badCells.add([{ ...place, value: String(after['by_product']), expected }])
    }
    const column = columns.find((name) => String(before[name]) !== String(after[name]))
    if (!column) continue
    const found = await findReferrers(snapshot, noun, [String(after['id'])])
    const claim = found.map(({ by }) => by).find(({ type }) => DEPENDENT[noun]?.includes(type))
    if (!claim) continue
    const line = lineOf(after['id'])
    const others = `${claim.type} ${claim.id} and perhaps other ${wordFor(claim.type)} depend on it`
    const expected = `${before[column]}, as before, because ${others}`
    badCells.add([{ file, line, column, value: String(after[column]), expected }])
  }
}

/** What was expected where stored claims of a metric have a product, or none, and may not. */
async function expectOtherProducts(
  { db, tables: { series } }: Intake['revision']['snapshot'],
  before: Row,
  { id, by_product }: Row
): Promise<string | undefined> {
  if (by_product === before['by_product'] || by_product === 'optional') return undefined
  const isRefused = by_product === 'no' ? isNotNull(series.product) : isNull(series.product)
  const [found] = await db
    .select({ id: series.id })
    .from(series)
    .where(and(eq(series.metric, String(id)), isRefused))
    .limit(1)
  const have = by_product === 'no' ? 'have a product' : 'have none'
  return found && `optional, because there are claims of ${id} that ${have}`
}
