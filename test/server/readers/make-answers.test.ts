// A reading thread has each route whose answers are made apart. If it lacked one, the service would
// answer 404, and every test without threads 200.
import t from 'tap'
import { buildApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import type { Readers } from '../../../src/http/apart.ts'
import { answersFrom } from '../../../src/server/readers/make-answers.ts'
import { csvReadsOf, filledUrl, geoReadsOf, readsOf, withParameter } from '../../app/operations.ts'
import { buildTestStore } from '../../helpers/app.ts'

t.test('each route that is made apart is known to the threads', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const answer = await answersFrom(store)
  const asked = new Set<string>()
  const failed: unknown[] = []
  const readers: Readers = {
    async ask(question) {
      asked.add(question.url.replace(/\?.*/, ''))
      const made = await answer(question).catch((error: Error) => {
        failed.push([question.url, error.message])
        throw error
      })
      return { ...made, body: Buffer.from('') }
    },
    async close() {}
  }
  const config = readConfig({ ACCESS_LOG: 'off' }, '/dev/null')
  const app = await buildApp({ store, config, readers, shedLoad: false })
  t.teardown(() => app.close())
  const operations = [
    ...(await readsOf(app)),
    ...(await csvReadsOf(app)),
    ...(await geoReadsOf(app))
  ]
  for (const operation of operations) {
    await app.inject(filledUrl(operation))
    const isCounted = operation.parameters.some(({ name }) => name === 'total')
    if (isCounted) await app.inject(withParameter(filledUrl(operation), 'total=true'))
  }
  t.same(failed, [])
  t.ok(asked.size > 15, `${asked.size} routes are made apart: ${[...asked].join(' ')}`)
})
