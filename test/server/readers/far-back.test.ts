// The data of long ago are read apart, and those of a moment ago at once: what comes between them
// would be passed by.
import t from 'tap'
import { buildApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { isNear, NEAR_MAX } from '../../../src/db/as-of.ts'
import { buildTestStore } from '../../helpers/app.ts'
import { insertRows } from '../../helpers/rows.ts'

const FIRST = '2026-01-01T00:00:00Z'
const SECOND = '2026-02-01T00:00:00Z'
const SINCE = Array.from({ length: NEAR_MAX }, (_, number) => ({ id: `later-${number}` }))

t.test('a revision is near while few claims were made since', async (t) => {
  const { store } = await buildTestStore(t)
  await insertRows(store, { observation: [{ id: 'first' }] }, { time: FIRST })
  await insertRows(store, { observation: SINCE.slice(1) }, { time: SECOND })
  const near = () => store.snapshot((now) => Promise.all([1, 2].map((one) => isNear(now, one))))
  t.same(await near(), [true, true])
  const asked: string[] = []
  const app = await buildApp({
    store,
    config: readConfig({ ACCESS_LOG: 'off', LOG_LEVEL: 'silent' }, '/dev/null'),
    shedLoad: false,
    readers: {
      async ask({ url }) {
        asked.push(url)
        return { headers: {}, shown: null, state: '', body: Buffer.from('{}') }
      },
      async close() {}
    }
  })
  const idsAt = async (time: string) => {
    const { data = [] } = (await app.inject(`/v1/observations?as_of=${time}&limit=3`)).json()
    return data.map(({ id }: { id: string }) => id)
  }
  t.same(await idsAt(FIRST), ['first'])
  await insertRows(store, { observation: SINCE.slice(0, 1) }, { time: '2026-03-01T00:00:00Z' })
  t.same(await near(), [false, true])
  t.same(await idsAt(FIRST), [], 'answered apart')
  t.same(await idsAt(SECOND), ['later-999', 'later-998', 'later-997'])
  t.same(asked, [`/v1/observations?as_of=${FIRST}&limit=3`])
})
