// Files with more rows, names, columns and lines than are held at once.
import t from 'tap'
import { buildTestStore } from '../helpers/app.ts'
import { chunksOf, mappingOf, runMapped } from './mapped.ts'

const HEADER = 'indicator,place,year,value'

t.test('a place among thousands of unknown names is known in each batch', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const rows = Array.from({ length: 45_000 }, (_, index) =>
    index % 500 === 0 ? `TEU,PAK,${1900 + index / 500},1` : `TEU,Name ${index},2023,1`
  )
  const content = chunksOf(`${[HEADER, ...rows].join('\n')}\n`)
  const { claims } = await runMapped(store, mappingOf(), content)
  t.equal(claims, '90 new, 0 corrected, 0 unchanged, 44910 skipped')
})
