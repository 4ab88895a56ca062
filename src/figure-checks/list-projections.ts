// Lists the projections for the period of a figure check.
import type { Snapshot } from '../db/store.ts'
import { parsePeriod } from '../periods/read-period.ts'
import { listProjections } from '../projections/queries.ts'
import { daysOf } from './evaluate.ts'
import { agrees } from './model/agreement.ts'
import { type ProjectionBeside, SHOWN_MAX } from './part-schemas.ts'
import type { Asked } from './read-question.ts'

/** More projections of one pair and period are not looked through. */
const READ_MAX = 100

/** What was promised or forecast for exactly the days of the period, by id. */
export async function listProjectionsFor(
  snapshot: Snapshot,
  { question, symmetric }: Asked
): Promise<ProjectionBeside[]> {
  const { thing, period, figure } = question
  const { metric, subject, partner, direction, mode, product } = thing
  // Projections have none of these.
  if (direction !== null || mode !== null || product !== null) return []
  const { starts_on, ends_on } = daysOf(period)
  const sides =
    symmetric && partner !== null
      ? { between: [subject, partner] }
      : { subject: [subject], partner: partner === null ? undefined : [partner] }
  const filters = { metric: [metric], ...sides, target_from: starts_on, target_to: ends_on }
  const rows = await listProjections(snapshot, filters, { after: undefined, limit: READ_MAX })
  const same = rows.filter((row) => {
    const days = parsePeriod(row.target.period ?? '')
    const isWhole = days?.starts_on === starts_on && days.ends_on === ends_on
    return isWhole && (partner !== null || row.partner === null)
  })
  return same.slice(0, SHOWN_MAX).map(({ target, ...row }) => {
    const { value, low, high, bound, text } = target
    const { id, kind, scenario, attributed_to, source } = row
    return {
      id,
      kind,
      subject: row.subject,
      partner: row.partner,
      scenario,
      value,
      low,
      high,
      bound,
      text,
      agrees: agrees(figure, { value, low, high, text }),
      attributed_to,
      source
    }
  })
}
