// The edges of every parameter: what lies just inside is answered, what lies just outside is a
// problem that names the parameter.
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { runs, someOf } from '../helpers/random.ts'
import { testEvery } from '../helpers/test-every.ts'
import {
  encoded,
  type Operation,
  type Parameter,
  plainUrl,
  readsOf,
  withParameter
} from './operations.ts'

/** Of a wrong value so many characters are shown. */
const SHOWN_MAX = 40

/** What a parameter needs beside it to make sense. */
const BESIDE: Record<string, string> = {
  latest: 'metric=goods_trade',
  latest_by_author: 'metric=goods_trade',
  fields: 'format=csv',
  sort: 'metric=goods_trade'
}

/** The same of parameters that all lists have. */
const BESIDE_EVERYWHERE: Record<string, string> = {
  dialect: 'format=csv',
  decimal: 'format=csv&dialect=excel'
}

function edges({ name, schema }: Parameter): { good: unknown[]; bad: string[] } {
  const { type, minimum = 0, maximum = 0, items, minLength = 0, maxLength = 0 } = schema
  const words = (schema.enum ?? items?.enum) as string[] | undefined
  if (type === 'integer') {
    const outside = [minimum - 1, maximum + 1, 99_999_999_999].map(String)
    return {
      good: [minimum, maximum],
      bad: [
        ...outside,
        '0x10',
        '1e2',
        '1.0',
        '%2B1',
        '%201',
        '1%20',
        '1,2',
        'abc',
        'Infinity',
        'null',
        '%D9%A3'
      ]
    }
  }
  if (type === 'boolean')
    return { good: [true, false], bad: ['1', '0', 'yes', 'TRUE', 'True', 'null', 'true,false'] }
  if (words && type === 'array') {
    return {
      good: [words[0], words.slice(0, 50), [words[0], words[0]]],
      bad: [
        `${words[0]},`,
        `,${words[0]}`,
        'nothing',
        otherCaseOf(words),
        `${words[0]},nothing`,
        Array(51).fill(words[0]).join(',')
      ]
    }
  }
  if (words)
    return {
      good: words,
      bad: ['nothing', otherCaseOf(words), `${words.join(',')},`, `${words[0]}%20`]
    }
  if (type === 'array')
    return {
      good: [],
      bad: [
        ',',
        'a,',
        ',a',
        'a,,b',
        Array(51).fill('PAK').join(','),
        'x'.repeat(101),
        'nothing-has-this-id',
        ...(name === 'between' ? ['PAK', 'PAK,PAK', 'PAK,KAZ,UZB', 'pk,PAK'] : [])
      ]
    }
  if (name === 'q' || name === 'attributed_to')
    return {
      good: ['a'.repeat(minLength), 'a'.repeat(maxLength), 'Қ'.repeat(maxLength)],
      bad: [
        'a'.repeat(maxLength + 1),
        '%20',
        '%20%20%20',
        ...(minLength > 1 ? ['a'.repeat(minLength - 1)] : [])
      ]
    }
  // Where routes begin and end are places, whose ids have a bound.
  if (/(^|_)(from|to)$/.test(name) && maxLength === 0) {
    return {
      good: ['2023', '2023-07', '2023-07-14', '2024-02-29'],
      bad: [
        '23',
        '2023-13',
        '2023-00',
        '2023-02-29',
        '2023-02-30',
        '2023-07-32',
        '2023-Q5',
        '2023-07-14T12:00:00Z',
        '20231314',
        '2023-07-01/P0Y',
        '2006/07',
        '-2023',
        'today'
      ]
    }
  }
  // Where an import comes from is an open list.
  if (name === 'kind') return { good: ['starter', 'x'], bad: ['x'.repeat(101)] }
  return {
    good: [],
    bad: name === 'cursor' ? ['x', 'null'] : ['nothing-has-this-id', 'x'.repeat(101)]
  }
}

function address(operation: Operation, { name }: Parameter, value: string): string {
  const others = plainUrl({
    ...operation,
    parameters: operation.parameters.filter((one) => one.name !== name)
  })
  const own = operation.path === '/v1/observations' ? BESIDE[name] : undefined
  const beside = own ?? BESIDE_EVERYWHERE[name]
  return withParameter(beside ? withParameter(others, beside) : others, `${name}=${value}`)
}

/** What is said of a number or of a word that is none of those; undefined for what is neither. */
function exactly({ schema }: Parameter, value: string): [string, string[]] | undefined {
  const { type, minimum, maximum } = schema
  const words = (type === 'boolean' ? ['true', 'false'] : schema.enum) as string[] | undefined
  const range = `a whole number from ${minimum} to ${maximum}`
  if (type === 'integer') return [`Expected ${range}, found "${value}".`, [range]]
  const shown = value.length > SHOWN_MAX ? `${value.slice(0, SHOWN_MAX)}…` : value
  return words && [`"${shown}" is not one of ${words.join(', ')}.`, words]
}

/** Words that need another parameter, or figures that the starter data do not have. */
const NEED_MORE: Record<string, unknown[]> = {
  transform: ['index', 'per_capita', 'percent_of'],
  aggregate: ['year', 'fiscal_year', 'quarter']
}

testEvery('what lies inside is answered', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const operation of someOf(await readsOf(app), 4)) {
    for (const parameter of operation.parameters.filter((one) => one.in === 'query')) {
      for (const value of edges(parameter).good) {
        if (NEED_MORE[parameter.name]?.includes(value)) continue
        const url = address(operation, parameter, encoded(value))
        every.equal((await app.inject(url)).statusCode, 200, url)
      }
    }
  }
})

testEvery(
  'what lies outside is a problem that names the parameter and what is allowed',
  async (t, every) => {
    const { app } = await buildTestApp(t, { data: 'starter' })
    let count = 0
    for (const operation of someOf(await readsOf(app), 4)) {
      for (const parameter of operation.parameters.filter((one) => one.in === 'query')) {
        for (const value of edges(parameter).bad) {
          const url = address(operation, parameter, value)
          const response = await app.inject(url)
          count += 1
          every.equal(response.statusCode, 400, url.slice(0, 120))
          if (response.statusCode !== 400) continue
          const { code, errors } = response.json()
          every.ok(
            ['invalid_parameter', 'unknown_id', 'invalid_cursor'].includes(code),
            `${url.slice(0, 120)}: ${code}`
          )
          every.equal(errors[0]?.pointer, `/query/${parameter.name}`, url.slice(0, 120))
          const { message, allowed } = errors[0]
          if (code === 'invalid_parameter')
            every.ok(message.length > 10 && Array.isArray(allowed), url.slice(0, 120))
          const said = exactly(parameter, decodeURIComponent(value))
          if (said) every.same([message, allowed], said, url.slice(0, 120))
          every.ok(
            response.body.length < ANSWER_MAX,
            `${url.slice(0, 120)}: ${response.body.length} bytes`
          )
        }
      }
    }
    every.ok(count > runs(0, 300), `${count} requests`)
  }
)

testEvery(
  'a span that ends before it begins, and things that do not go together',
  async (t, every) => {
    const { app } = await buildTestApp(t, { data: 'starter' })
    const wrong = {
      '/v1/observations?from=2024&to=2023': '/query/from',
      '/v1/observations?from=2023-07&to=2023-06-30': '/query/from',
      '/v1/projections?target_from=2031&target_to=2030': '/query/target_from',
      '/v1/events?from=2024&to=2023': '/query/from',
      '/v1/observations?latest_by_author=1': '/query/latest_by_author',
      '/v1/observations?latest_by_author=1&partner=PAK': '/query/latest_by_author',
      '/v1/observations?sort=value': '/query/sort',
      '/v1/observations?sort=-value&metric=goods_trade,transit_teu': '/query/sort',
      '/v1/observations?between=PAK,pk': '/query/between',
      '/v1/search': '/query/q'
    }
    for (const [url, pointer] of Object.entries(wrong)) {
      const response = await app.inject(url)
      every.equal(response.statusCode, 400, url)
      every.equal(response.json().code, 'invalid_parameter', url)
      every.equal(response.json().errors[0].pointer, pointer, url)
    }
    for (const url of [
      '/v1/observations?from=2023&to=2023',
      '/v1/observations?from=2023-07-14&to=2023-07-14',
      '/v1/events?from=2023&to=2023'
    ]) {
      every.equal((await app.inject(url)).statusCode, 200, url)
    }
  }
)

/** A refused field names all fields, of which projections have most. */
const ANSWER_MAX = 6_500

t.test('several wrong parameters are all named at once', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { code, errors } = (
    await app.inject('/v1/observations?limit=0&sort=x&bound=y&from=z&nothing=1')
  ).json()
  t.equal(code, 'invalid_parameter')
  const pointers = errors.map(({ pointer }: { pointer: string }) => pointer).sort()
  t.same(
    pointers,
    ['bound', 'from', 'limit', 'nothing', 'sort'].map((name) => `/query/${name}`)
  )
})

testEvery('of a list with unknown ids the known ones answer, with a warning', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const lists = [
    '/v1/observations?metric=goods_trade',
    '/v1/observations?subject=PAK',
    '/v1/observations?source=inform-kaz-2023',
    '/v1/projections?scenario=strengthened-ties',
    '/v1/events?entity=khunjerab',
    '/v1/relations?observation=C0392',
    '/v1/entities?country=PAK'
  ]
  for (const url of lists) {
    const [plain, mixed] = [
      (await app.inject(url)).json(),
      (await app.inject(`${url},nothing-has-this-id`)).json()
    ]
    every.ok(plain.data.length > 0, url)
    every.same(mixed.data, plain.data, url)
    every.same(plain.meta.warnings, [], url)
    every.match(mixed.meta.warnings, [/nothing-has-this-id/], url)
  }
})

/** The first word in the other case: codes are in upper case, all other words in lower case. */
function otherCaseOf([word]: readonly unknown[]): string {
  const text = String(word)
  return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase()
}
