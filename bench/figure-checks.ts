// `npm run bench:figures`: what a figure check costs over HTTP with a million claims, by what
// there is to find, once the service is warm. ROWS is the number of claims.
import { join } from 'node:path'
import { benchRows } from './import-rows.ts'
import { tableOf, writeSection } from './report.ts'
import { inFolder, rounded, serve } from './running.ts'
import { fillWith } from './world.ts'

const ROWS = Number(process.env['ROWS'] ?? 1_000_000)
const QUESTIONS = 200
/** After so many, the engine has compiled what it runs often. */
const WARM_UP = 100
/** Any step that meets many series. */
const STEP = 4_999

type Row = Record<'metric' | 'subject' | 'partner' | 'period' | 'value', string>

/** What is asked about a claim, and whether the answer has to look further. */
const KINDS: Record<string, (row: Row) => Record<string, string>> = {
  'as claimed': (row) => row,
  'a thousand times too small': (row) => ({ ...row, value: String(Number(row.value) / 1_000) }),
  'of the next month': (row) => ({ ...row, period: nextMonth(row.period) }),
  'of a month, asked for the year': (row) => ({ ...row, period: row.period.slice(0, 4) }),
  'of the mirror': ({ subject, partner, ...row }) => ({
    ...row,
    subject: partner,
    partner: subject
  }),
  invented: (row) => ({ ...row, value: '7' }),
  'without a claim': (row) => ({ ...row, period: '1999' })
}

await inFolder(main)

async function main(folder: string): Promise<void> {
  const file = join(folder, 'corridor.db')
  await fillWith(file, folder, ROWS)
  const address = await serve(file)
  const rows = await pickRows()
  // Not of the rows below: those have to be read from the file.
  const [first] = rows
  for (let year = 0; year < WARM_UP; year += 1) {
    const asked = new URLSearchParams({ ...first, period: String(1900 + year), value: '7' })
    await timed(`${address}/v1/check?${asked}`)
  }
  const measured: Record<string, string | number>[] = []
  for (const [kind, ask] of Object.entries(KINDS)) {
    const times: number[] = []
    for (const row of rows)
      times.push(await timed(`${address}/v1/check?${new URLSearchParams(ask(row))}`))
    measured.push(describe(kind, times))
  }
  const checks = rows.slice(0, 100)
  measured.push(describe('a list of 100', [await timed(`${address}/v1/check`, { checks })]))
  writeSection('figure-checks', [tableOf(measured)])
}

async function pickRows(): Promise<Row[]> {
  const rows = await benchRows(ROWS)
  const step = Math.min(STEP, Math.floor(ROWS / QUESTIONS))
  const picked: Row[] = []
  let place = 0
  for (const [, metric = '', subject = '', partner = '', , , period = '', value = ''] of rows()) {
    if (place % step === 0) picked.push({ metric, subject, partner, period, value })
    place += 1
    if (picked.length === QUESTIONS) break
  }
  return picked
}

function nextMonth(period: string): string {
  const [year = 0, month = 1] = period.split('-').map(Number)
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`
}

/** Milliseconds until the whole answer is there. Each question is new, so no answer is kept. */
async function timed(url: string, body?: object): Promise<number> {
  const start = performance.now()
  const response = await fetch(
    url,
    body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body)
    }
  )
  const text = await response.text()
  if (!response.ok) throw new Error(`${url}: ${text}`)
  return performance.now() - start
}

function describe(what: string, times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => rounded(sorted[Math.ceil(share * sorted.length) - 1] ?? 0)
  return {
    'a figure': what,
    checks: times.length,
    'median, ms': at(0.5),
    'p95, ms': at(0.95),
    'slowest, ms (budget 10)': at(1)
  }
}
