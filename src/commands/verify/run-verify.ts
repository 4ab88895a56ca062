import { reasonOf } from '../../db/postgres/errors.ts'
import { nameOf } from '../../db/url.ts'
import type { Finding } from '../../db/verify/finding.ts'
import { verifyDatabase } from '../../db/verify/verify-database.ts'
import { RECOMPUTED } from '../../imports/engine/verifying/verify-derived.ts'
import { textTable } from '../../text-table.ts'
import { formatCount } from '../shared/format.ts'

const OF = { data: 'data', computed: 'computed from them' }

/** Verifies a database. Returns the report, or throws it if something is wrong. */
export async function runVerify(url: string): Promise<string> {
  const findings = await verifyDatabase(url, RECOMPUTED).catch((error: unknown) => {
    throw new Error(`The database ${nameOf(url)} cannot be verified: ${reasonOf(error)}`)
  })
  const report = describe(findings)
  const isSound = findings.every(({ wrong }) => wrong.length === 0)
  if (!isSound)
    throw new Error(
      `${report}\nThe database ${nameOf(url)} is not sound. Keep its file, and restore a backup: ` +
        'docs/operating.md.'
    )
  return `${report}\nThe database ${nameOf(url)} is sound.`
}

function describe(findings: readonly Finding[]): string {
  const columns = [
    { title: 'check' },
    { title: 'of' },
    { title: 'read', align: 'right' as const },
    { title: '' }
  ]
  const rows = findings.map(({ check, of, rows, wrong }) => [
    check,
    OF[of],
    formatCount(rows),
    wrong.length === 0 ? 'sound' : 'WRONG'
  ])
  const lines = findings.flatMap(({ check, wrong, doubts = [] }) => [
    ...wrong.map((one) => `${check}: ${one}`),
    ...doubts.map((one) => `${check}, to look at: ${one}`)
  ])
  return [textTable(columns, rows), ...lines].join('\n')
}
