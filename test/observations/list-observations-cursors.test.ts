import t, { type Test } from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'

/** The cursor of the page after the first, of two rows. */
async function nextCursor(t: Test, query: string) {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{ id: 'C0001' }, { id: 'C0002' }, { id: 'C0003' }] })
  const { links } = (await app.inject(`/v1/observations?${query}`)).json()
  return { app, cursor: new URLSearchParams(links.next.split('?')[1]).get('cursor') ?? '' }
}

const FORGED = {
  pointer: '/query/cursor',
  message:
    'This cursor belongs to another request. Take the cursor from links.next, and keep all ' +
    'parameters but limit the same.',
  allowed: ['the cursor in links.next of the previous page']
}

t.test('200 for a cursor with another limit', async (t) => {
  const { app, cursor } = await nextCursor(t, 'limit=1')
  const { data } = (await app.inject(`/v1/observations?limit=5&cursor=${cursor}`)).json()
  t.same(
    data.map(({ id }: { id: string }) => id),
    ['C0002', 'C0001']
  )
})

t.test('400 for a cursor with other parameters', async (t) => {
  const { app, cursor } = await nextCursor(t, 'limit=1&sort=id')
  for (const query of ['limit=1', 'limit=1&sort=-id', 'limit=1&sort=id&subject=PAK']) {
    expectProblem(
      t,
      await app.inject(`/v1/observations?${query}&cursor=${cursor}`),
      'invalid_cursor',
      { errors: [FORGED] }
    )
  }
})

t.test('400 for a cursor of another list', async (t) => {
  const { app, cursor } = await nextCursor(t, 'limit=1')
  expectProblem(t, await app.inject(`/v1/relations?limit=1&cursor=${cursor}`), 'invalid_cursor', {
    errors: [FORGED]
  })
})

t.test('400 for a cursor that cannot be decoded', async (t) => {
  const { app } = await buildTestApp(t)
  for (const cursor of ['x', 'bnVsbA', '%F0%9F%98%80', 'W10', '0']) {
    expectProblem(t, await app.inject(`/v1/observations?cursor=${cursor}`), 'invalid_cursor', {
      errors: [FORGED]
    })
  }
})

// A cursor is not signed: whoever reads one can change the keys in it.
const WRONG_KEYS: Record<string, unknown[][]> = {
  period: [
    [],
    ['C0001'],
    [null],
    ['2023-12-31', null],
    [2023, 'C0001'],
    [true, 'C0001'],
    ['2023-12-31', 'C0001', 'C0002']
  ],
  '-value': [
    [],
    ['C0001'],
    [null],
    [1, 2],
    ['many', 'C0001'],
    [{}, 'C0001'],
    [1, 'C0001', 'C0002']
  ],
  recorded_at: [[], ['C0001'], [null], [null, 'C0001'], ['one', 'C0001'], [[1], 'C0001']],
  id: [[], [1], [null], [['C0001']], ['2023-12-31', 'C0001'], [null, 'C0001']]
}
for (const [sort, wrong] of Object.entries(WRONG_KEYS)) {
  t.test(`400 for a cursor with keys that sort=${sort} cannot have made`, async (t) => {
    const query = `metric=goods_trade&limit=1&sort=${sort}`
    const { app, cursor } = await nextCursor(t, query)
    const [version, question] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    for (const keys of wrong) {
      const forged = Buffer.from(JSON.stringify([version, question, keys])).toString('base64url')
      const response = await app.inject(`/v1/observations?${query}&cursor=${forged}`)
      const { code, status } = response.json()
      t.same({ code, status }, { code: 'invalid_cursor', status: 400 }, JSON.stringify(keys))
    }
  })
}
