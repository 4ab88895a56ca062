// Rows for `npm run bench:import`: any number of claims about metrics, countries and sources of the
// starter data, in monthly series like those of statistics offices. The figures mean nothing and
// are not kept.
import { readStarter } from '../test/helpers/read-rows.ts'

export const COLUMNS =
  'id,metric,subject,partner,direction,mode,period,value,low,high,bound,text,attributed_to,source,derived_from,note'.split(
    ','
  )
const [FIRST_YEAR, YEARS, MONTHS] = [2000, 25, 12]
const AUTHORS = [
  'Statistics office',
  'Customs service',
  'Central bank',
  'Ministry of Trade',
  'Ministry of Transport'
]
const NOTES = [
  '',
  '',
  '',
  'preliminary',
  'goods and services together',
  'as revised in the following year'
]

export type Cells = string[]

/**
 * Generates the cells of `count` rows, in the order of {@link COLUMNS}: one series after the other,
 * each with its months.
 */
export async function benchRows(count: number): Promise<() => Generator<Cells>> {
  const data = await readStarter()
  const metrics = data.metric.filter(
    ({ partnered, subject_kinds, unit }) =>
      partnered === 'yes' && subject_kinds.includes('country') && unit !== 'percent'
  )
  const countries = data.entity.filter(({ kind }) => kind === 'country').map(({ id }) => id)
  const pairs = countries.flatMap((subject) =>
    countries.filter((partner) => partner !== subject).map((partner) => [subject, partner] as const)
  )
  return function* () {
    for (let row = 0; row < count; row += 1) {
      const series = Math.floor(row / (YEARS * MONTHS))
      const month = row % (YEARS * MONTHS)
      const [subject = '', partner = ''] = pairs[series % pairs.length] ?? []
      const metric = metrics[Math.floor(series / pairs.length) % metrics.length]?.id ?? ''
      const author =
        AUTHORS[Math.floor(series / pairs.length / metrics.length) % AUTHORS.length] ?? ''
      const period = `${FIRST_YEAR + Math.floor(month / MONTHS)}-${String((month % MONTHS) + 1).padStart(2, '0')}`
      const thousands = 1_000 + ((row * 7_919) % 999_983)
      const source =
        data.source[(series * 31 + Math.floor(month / MONTHS)) % data.source.length]?.id ?? ''
      yield [
        `B${String(row).padStart(8, '0')}`,
        metric,
        subject,
        partner,
        '',
        '',
        period,
        String(thousands * 1_000),
        '',
        '',
        'exact',
        `${thousands.toLocaleString('en')} thousand dollars`,
        author,
        source,
        '',
        NOTES[row % NOTES.length] ?? ''
      ]
    }
  }
}
