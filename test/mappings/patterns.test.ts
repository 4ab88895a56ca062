// Regular expressions of mappings: those that could take for ever are refused.
import t from 'tap'
import { isFastPattern, PATTERN_TEXT_MAX } from '../../src/mappings/pattern-cost.ts'
import { matchPattern } from '../../src/mappings/patterns.ts'
import { BadMapping } from '../../src/mappings/read-mapping.ts'
import { buildTestStore } from '../helpers/app.ts'
import { claimsOf, mappingOf, refusals, runMapped } from './mapped.ts'

t.test('patterns with more ways to match than anyone waits for are not fast', async (t) => {
  const slow = [
    '(a+)+$',
    '^(a+)+$',
    '^(a|a)*$',
    '^(?:a?){30}a{30}$',
    '^(?:a|b|ab)+$',
    '^(.*)*$',
    '^(?<name>a*)*$',
    '^.*.*.*.*$',
    '.*.*.*$',
    '^\\s*(\\d+)\\s*/\\s*(\\d+)\\s*$',
    `^${'a?'.repeat(30)}$`,
    `^${'(?:a|a)'.repeat(30)}$`,
    '^(?:[)]*)+$',
    '^a{0,200}a{0,200}a{0,200}a{0,200}$'
  ]
  t.same(slow.filter(isFastPattern), [])
})

t.test('patterns of headers, periods and codes are fast', async (t) => {
  const fast = [
    '.',
    '^\\d{4}$',
    '^(?!period$)',
    '^(\\d{4}(?:-?(?:Q[1-4]|[SH][12]|M\\d{2}|W\\d{2})|-\\d{2}(?:-\\d{2})?)?)$',
    '^(?:Entity|.*annotations?|(?:world )?regions? according to .*)$',
    '^ ?(\\d{1,4}) ?/ ?(\\d{1,2}) ?$',
    '^(.*)-(.*)-(.*)$',
    '\\w+ \\d+',
    '^[^\\])]+\\)$',
    '^(?:ab)+$',
    '(?<=a)b{2,}c'
  ]
  t.same(
    fast.filter((pattern) => !isFastPattern(pattern)),
    []
  )
})

t.test('the slowest pattern that is taken ends on the longest text', async (t) => {
  const pattern = '^a*a*a*b'
  t.equal(isFastPattern(pattern), true)
  t.equal(matchPattern(pattern, 'a'.repeat(100_000)), null)
})

t.test('a mapping with a slow pattern is refused, with what to write instead', async (t) => {
  const WIDE = { wide: { field: 'period', columns: '^(\\d+)+$' }, period: {}, value: {} }
  const error = await Promise.try(() => mappingOf(WIDE)).catch((one: unknown) => one)
  t.match(error instanceof BadMapping && error.issues, [
    { pointer: '/wide/columns', message: /^a regular expression that ends fast: at most three of/ }
  ])
})

t.test('a long cell is matched by its beginning, and a long period is none', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const source = { publisher: 'Office', kind: 'official_statistics' as const }
  const mapping = mappingOf({
    period: { column: 'year', replace: [{ pattern: '^Y(.*)$', by: '$1' }] },
    sources: [
      { ...source, id: 'test-a', title: 'A', when: { column: 'note', matches: 'end$' } },
      { ...source, id: 'test-b', title: 'B' }
    ]
  })
  const table = (year: string, note: string) =>
    `indicator,place,year,value,note\nTEU,PAK,${year},1,${note}\n`
  await runMapped(store, mapping, table('Y2023', `${'x'.repeat(PATTERN_TEXT_MAX)}end`))
  t.same(await claimsOf(store, 'test-'), ['test-container_throughput-PAK-2023 1 A 1'])
  t.match(await refusals(t, mapping, table(`Y${'2'.repeat(PATTERN_TEXT_MAX)}`, '')), [
    /^2 period: Y2+ \| a period such as 2023/
  ])
})
