import t from 'tap'
import { NOUNS } from './nouns.ts'
import { expectRefused, oneError, writable } from './service.ts'

const { body } = NOUNS.entity

t.test('201 for a group with members, which is then a filter', async (t) => {
  const { send, get } = await writable(t)
  await send('POST', '/v1/entities', body)
  const { data } = (await get('/v1/countries?group=new-1')).json()
  t.same(
    data.map(({ code }: { code: string }) => code),
    ['KAZ', 'UZB']
  )
})

const REFUSED: [what: object, field: string, expected: string, found: string, near?: string][] = [
  [{ members: ['KAZ', 'XYZ'] }, 'members', 'ids or names of entities', 'XYZ'],
  [{ members: ['KAZ', 'KAZ'] }, 'members', 'each member once', 'KAZ'],
  [{ members: ['new-1'] }, 'members', 'ids of other entities', 'new-1'],
  [{ members: ['KAZ|UZB'] }, 'members', 'a list of texts', '["KAZ|UZB"]'],
  [{ countries: ['PAK', 'XX'] }, 'countries', 'codes or names of countries', 'XX'],
  [{ countries: ['PAK', 'PAK'] }, 'countries', 'each country once', 'PAK'],
  [{ latitude: 1 }, 'longitude', 'both coordinates or none', ''],
  [{ latitude: 90.5, longitude: 1 }, 'latitude', 'degrees from -90 to 90', '90.5'],
  [{ latitude: 1, longitude: -181 }, 'longitude', 'degrees from -180 to 180', '-181']
]
for (const [what, field, expected, found] of REFUSED) {
  t.test(`422 for ${JSON.stringify(what)}`, async (t) => {
    const service = await writable(t)
    const problem = oneError(
      `/body/${field}`,
      `Expected ${expected}, found ${JSON.stringify(found)}.`,
      [expected]
    )
    await expectRefused(
      t,
      service,
      () => service.send('POST', '/v1/entities', { ...body, ...what }),
      'invalid_body',
      problem
    )
  })
}

for (const id of ['KZ', 'kz', 'kaz', 'Pak', 'che']) {
  t.test(`422 for the id ${id}, which requests take for a country`, async (t) => {
    const service = await writable(t)
    const expected = 'an id that is not the code of a country in upper or lower case'
    const problem = oneError('/body/id', `Expected ${expected}, found "${id}".`, [expected])
    await expectRefused(
      t,
      service,
      () => service.send('POST', '/v1/entities', { ...body, id }),
      'invalid_body',
      problem
    )
  })
}

t.test('409 for the code of a country', async (t) => {
  const service = await writable(t)
  const errors = [
    { pointer: '/body/id', message: 'This id is already used.', allowed: ['another id'] }
  ]
  await expectRefused(
    t,
    service,
    () => service.send('POST', '/v1/entities', { ...body, id: 'KAZ' }),
    'already_there',
    { errors }
  )
})
