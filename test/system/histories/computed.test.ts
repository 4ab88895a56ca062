// Random histories of claims about one thing: what is forecast and measured as of each revision is
// what was answered while it was the newest.
import fc from 'fast-check'
import t from 'tap'
import { TABLE_NAMES, titleOf } from '../../../src/db/copy/table-pages.ts'
import { buildTestApp } from '../../helpers/app.ts'
import { withdrawAll, write } from '../../helpers/changes.ts'
import { runs, seedOr } from '../../helpers/random.ts'
import { insertRows } from '../../helpers/rows.ts'
import { type Answers, ask, checkAnswers } from './answers.ts'

const RUNS = runs(6, 60)
const SEED = seedOr(20_261_129)
const ADDRESSES = [
  '/v1/forecasts?metric=goods_trade&horizon=1',
  '/v1/forecasts?metric=goods_trade&horizon=1&by=author&total=true&limit=1',
  '/v1/forecasts?metric=goods_trade&by=author&source=b-paper&calendar=year&horizon=1',
  '/v1/projections/P001/progress?method=growth_ratio',
  '/v1/projections/P001/progress?by=author&measured_on=2022',
  '/v1/projections/P001/outlook?by=author'
]

/** A figure of a claim; its slot says which year, pair and source it is of. */
const figure = fc.record({
  slot: fc.nat({ max: 23 }),
  value: fc.integer({ min: 1, max: 4 }),
  author: fc.constantFrom('A', 'B')
})
type Figure = { slot: number; value: number; author: string }
/** Figures that come in or correct others, or claims that are withdrawn. */
const revision = fc.record({
  figures: fc.uniqueArray(figure, { selector: ({ slot }) => slot, minLength: 1, maxLength: 12 }),
  isWithdrawal: fc.boolean()
})
const history = fc.array(revision, { minLength: 3, maxLength: 5 })

/** Six years of two pairs, by one of two sources. */
const claimOf = ({ slot, value, author }: Figure) => ({
  id: `C${slot}`,
  period: String(2018 + (slot % 6)),
  subject: slot % 12 < 6 ? 'PAK' : 'KAZ',
  partner: slot % 12 < 6 ? 'KAZ' : 'PAK',
  source: slot < 12 ? 'a-paper' : 'b-paper',
  value,
  attributed_to: author
})
const FIRST = Array.from({ length: 12 }, (_, slot) => claimOf({ slot, value: 2, author: 'A' }))

t.test(`${RUNS} histories of claims, seed ${SEED}`, async (t) => {
  const { app, store, client } = await buildTestApp(t)
  const empty = TABLE_NAMES.toReversed().map((name) => `DELETE FROM "${titleOf(name)}";`)
  let told = 0
  const property = fc.asyncProperty(history, async (revisions) => {
    client.exec(empty.join(''))
    await store.snapshot(async () => {})
    const answers: Answers = new Map()
    const times = ['']
    const note = async (time: string) => {
      times.push(time)
      await ask(app, answers, times.length - 1, ADDRESSES)
    }
    const source = [{}, { id: 'b-paper' }]
    const time = '2024-01-01T00:00:00Z'
    await insertRows(store, { source, projection: [{}], observation: FIRST }, { time })
    await note(time)
    const there = new Set(FIRST.map(({ id }) => id))
    for (const [index, { figures, isWithdrawal }] of revisions.entries()) {
      const time = `2024-02-0${index + 1}T00:00:00Z`
      const observation = figures.map(claimOf)
      const ids = observation.map(({ id }) => id).filter((id) => there.has(id))
      const made = isWithdrawal
        ? await withdrawAll(store, { observation: ids }, { time })
        : await write(store, { observation }, { time })
      for (const { id } of observation) isWithdrawal ? there.delete(id) : there.add(id)
      if (made.changed) await note(time)
    }
    told += await checkAnswers(app, answers, times, ADDRESSES)
  })
  await fc.assert(property, { seed: SEED, numRuns: RUNS })
  t.ok(told > RUNS * 10, `${told} answers were compared`)
})
