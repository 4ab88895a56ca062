// Files with more rows, names, columns and lines than are held at once.
import t from 'tap'
import { openTable } from '../../src/mappings/open-mapped.ts'
import { buildTestStore } from '../helpers/app.ts'
import { runs } from '../helpers/random.ts'
import { chunksOf, mappingOf, refusals, runMapped } from './mapped.ts'

const HEADER = 'indicator,place,year,value'

/** Rows of several batches: more of them where nobody waits. */
const COUNT = runs(12_000, 45_000)

t.test('a place among thousands of unknown names is known in each batch', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const rows = Array.from({ length: COUNT }, (_, index) =>
    index % 500 === 0 ? `TEU,PAK,${1900 + index / 500},1` : `TEU,Name ${index},2023,1`
  )
  const content = chunksOf(`${[HEADER, ...rows].join('\n')}\n`)
  const { claims } = await runMapped(store, mappingOf(), content)
  t.equal(claims, `${COUNT / 500} new, 0 corrected, 0 unchanged, ${COUNT - COUNT / 500} skipped`)
})

t.test('a line that is too long is refused, whatever encoding it has', async (t) => {
  for (const letter of ['a', 'é']) {
    const row = `TEU,${letter.repeat(400_000)},2023,1`
    const content = chunksOf(`${HEADER}\nTEU,PAK,2023,1\n${row}`)
    t.match(await refusals(t, mappingOf(), content), [
      /^3 \(row\): .* \| at most 262144 bytes a line$/
    ])
  }
  const latin = Buffer.from(`${HEADER}\nTEU,${'é'.repeat(400_000)},2023,1\n`, 'latin1')
  t.match(await refusals(t, mappingOf(), latin), [/^2 \(row\): .* \| at most 262144 bytes a line$/])
})

t.test('what is held of a line without an end has a bound', async (t) => {
  const read = { bytes: 0 }
  const endless = (async function* () {
    yield Buffer.from(`${HEADER}\n`)
    const chunk = Buffer.alloc(64 * 1024, 'a')
    for (; read.bytes < 100 * chunk.length; read.bytes += chunk.length) yield chunk
  })()
  await t.rejects(openTable('file', endless, { mapping: mappingOf(), dialect: {} }), {
    message: /at most 262144 bytes a line/
  })
  t.ok(read.bytes <= 1024 * 1024, 'the rest is not read')
})
