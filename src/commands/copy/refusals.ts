// Refuses databases that cannot be copied or filled. Both are inspected before the target is
// migrated, so a refused copy changes nothing.
import { existsSync } from 'node:fs'
import { type Inspection, inspectDatabase } from '../../db/copy/inspect-database.ts'
import { REFUSALS } from '../../db/migrations.ts'
import { reasonOf } from '../../db/postgres/errors.ts'
import { databaseFile, isPostgres, nameOf } from '../../db/url.ts'

const REASONS: Record<Exclude<Inspection['version'], 'current'>, string> = {
  none: 'is not a database of Corridor Metrics: it was never migrated.',
  newer: 'was made by a newer version of Corridor Metrics. Copy it with that version.',
  unreleased: `cannot be used: ${REFUSALS.unreleased}`,
  older:
    'was made by an older version of Corridor Metrics. Bring it to this version first: ' +
    'DATABASE_URL=… npm run db:migrate'
}

/** Throws unless the database exists and has the schema of this version. */
export async function refuseSource(url: string): Promise<void> {
  const name = nameOf(url)
  if (!isPostgres(url) && !existsSync(databaseFile(url)))
    throw new Error(`The source ${name} does not exist.`)
  const { version } = await inspect(url)
  if (version !== 'current') throw new Error(`The source ${name} ${REASONS[version]}`)
}

/** Throws if the database holds a row. */
export async function refuseTarget(url: string): Promise<void> {
  const { filled } = await inspect(url)
  if (filled)
    throw new Error(
      `The target ${nameOf(url)} is not empty: its table ${filled} holds rows. Nothing was ` +
        'changed; name a new database.'
    )
}

async function inspect(url: string): Promise<Inspection> {
  return inspectDatabase(url).catch((error: unknown) => {
    throw new Error(`The database ${nameOf(url)} cannot be used: ${reasonOf(error)}`)
  })
}
