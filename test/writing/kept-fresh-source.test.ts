// The tag of a source that is kept fresh has that state in it, which is no part of the data.
import t from 'tap'
import { writeEntries } from '../../src/freshness/state-queries.ts'
import { writable } from './service.ts'

t.test('If-Match takes the tag of a source, whatever its fetches have done since', async (t) => {
  const service = await writable(t)
  const keep = (every_days: number) =>
    service.store.transaction((snapshot) =>
      writeEntries(snapshot, [{ name: 'economy', source: 'a-paper', every_days }])
    )
  await keep(30)
  const tag = String((await service.get('/v1/sources/a-paper')).headers.etag)
  t.match(tag, /^W\/"[\w-]{22}\.[\w-]{8}"$/)
  await keep(90)
  const correct = async () => {
    const headers = { 'if-match': tag }
    const body = { note: 'Read again.' }
    return (await service.send('PATCH', '/v1/sources/a-paper', body, headers)).statusCode
  }
  t.equal(await correct(), 200)
  const nothing = await service.send('PATCH', '/v1/sources/a-paper', {})
  const found = await service.get('/v1/sources/a-paper')
  t.equal(nothing.headers.etag, found.headers.etag, 'a change answers with the same tag')
  t.equal(await correct(), 412, 'after a change of the source itself')
})
