import { reasonOf } from '../../db/postgres/errors.ts'
import { nameOf } from '../../db/url.ts'
import type { Finding } from '../../db/verify/own-checks.ts'
import { verifyDatabase } from '../../db/verify/verify-database.ts'
import { textTable } from '../../text-table.ts'
import { formatCount } from '../shared/format.ts'

/** Verifies a database. Returns the report, or throws it if something is wrong. */
export async function runVerify(url: string): Promise<string> {
  const findings = await verifyDatabase(url).catch((error: unknown) => {
    throw new Error(`The database ${nameOf(url)} cannot be verified: ${reasonOf(error)}`)
  })
  const count = findings.reduce((sum, { wrong }) => sum + wrong.length, 0)
  const report = describe(findings)
  if (count === 0) return `${report}\nThe database ${nameOf(url)} is sound.`
  throw new Error(
    `${report}\nThe database ${nameOf(url)} is not sound. Keep its file, and restore a backup: ` +
      'docs/operating.md.'
  )
}

function describe(findings: readonly Finding[]): string {
  const columns = [{ title: 'check' }, { title: 'read', align: 'right' as const }, { title: '' }]
  const rows = findings.map(({ check, rows, wrong }) => [
    check,
    formatCount(rows),
    wrong.length === 0 ? 'sound' : 'WRONG'
  ])
  const lines = findings.flatMap(({ check, wrong }) => wrong.map((one) => `${check}: ${one}`))
  return [textTable(columns, rows), ...lines].join('\n')
}
