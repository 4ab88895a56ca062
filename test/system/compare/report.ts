// Writes the report of a comparison.
import { countVerdicts, type Result } from './comparison.ts'
import { type Expectation, reasonFor } from './expectations.ts'
import type { Verdict } from './judge.ts'
import { MASKS } from './masks.ts'

const TITLES: [verdict: Verdict, title: string][] = [
  ['texts', 'Only words for people differ'],
  ['order', 'Members of objects stand in another order'],
  ['real', 'Real differences']
]
/** Equal differences are shown once. At most this many different ones are shown. */
const SHOWN_MAX = 60
const BODY_CHARACTERS_MAX = 200

/** The text of the report, and the number of differences that nothing explains. */
export function report(
  results: readonly Result[],
  expectations: readonly Expectation[]
): { text: string; unexplained: number } {
  const different = results.filter(({ verdict }) => verdict !== 'equal')
  const open = different.filter((result) => reasonFor(result, expectations) === undefined)
  const sections = TITLES.flatMap(([verdict, title]) =>
    section(
      title,
      open.filter((one) => one.verdict === verdict)
    )
  )
  const text = [...table(results), ...masks(), ...explained(different, expectations), ...sections]
  return { text: text.join('\n'), unexplained: open.length }
}

function table(results: readonly Result[]): string[] {
  const kinds = [...new Set(results.map(({ kind }) => kind))]
  const row = (kind: string, some: readonly Result[]) => {
    const { equal, texts, order, real } = countVerdicts(some)
    const answered = [2, 3, 4, 5].map(
      (hundreds) => some.filter(({ status }) => Math.floor(status / 100) === hundreds).length
    )
    return [kind, some.length, equal, texts, order, real, ...answered].map(String)
  }
  const rows = [
    ['requests', 'asked', 'equal', 'words', 'order', 'real', '2xx', '3xx', '4xx', '5xx'],
    ...kinds.map((kind) =>
      row(
        kind,
        results.filter((one) => one.kind === kind)
      )
    ),
    row('all', results)
  ]
  return rows.map(([kind = '', ...counts]) =>
    [kind.padEnd(20), ...counts.map((count) => count.padStart(7))].join('')
  )
}

function masks(): string[] {
  const lines = Object.entries(MASKS).map(([what, why]) => `  ${what}: ${why}`)
  return ['', 'Not compared:', ...lines]
}

function explained(different: readonly Result[], expectations: readonly Expectation[]): string[] {
  const counts = new Map<string, number>()
  for (const result of different) {
    const reason = reasonFor(result, expectations)
    if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  const lines = [...counts].map(([reason, count]) => `  ${count} × ${reason}`)
  return lines.length > 0 ? ['', 'Expected differences:', ...lines] : []
}

function section(title: string, results: readonly Result[]): string[] {
  if (results.length === 0) return []
  const groups = Map.groupBy(results, ({ difference }) => changedLines(difference))
  const shown = [...groups.values()].slice(0, SHOWN_MAX).flatMap((group) => {
    const [first] = group
    if (!first) return []
    const more = group.length > 1 ? ` (and ${group.length - 1} more that differ alike)` : ''
    return ['', `${asked(first)}${more}`, first.difference]
  })
  const rest = groups.size > SHOWN_MAX ? ['', `… and ${groups.size - SHOWN_MAX} more`] : []
  return [
    '',
    `== ${title}: ${results.length} answers, ${groups.size} differences`,
    ...shown,
    ...rest
  ]
}

/** The lines of a difference without those around them, which only show where it is. */
function changedLines(difference: string): string {
  return difference
    .split('\n')
    .filter((line) => !line.startsWith(' '))
    .join('\n')
}

function asked({ kind, request: { method, url, headers, body } }: Result): string {
  const more = Object.keys(headers ?? {}).length > 0 ? ` ${JSON.stringify(headers)}` : ''
  const sent = body === undefined ? '' : ` ${String(body).slice(0, BODY_CHARACTERS_MAX)}`
  return `[${kind}] ${method} ${url}${more}${sent}`
}
