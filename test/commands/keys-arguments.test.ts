import t from 'tap'
import { ArgumentError, readArguments } from '../../src/commands/keys-arguments.ts'
import { readExpiry } from '../../src/keys/expiry.ts'

const NOW = Date.parse('2026-11-23T10:00:00Z')
const read = (...words: string[]) => readArguments(words, NOW)
const CREATE = ['create', '--label', 'Trade desk', '--scope', 'import', '--expires', '90d']

t.test('the commands', async (t) => {
  t.same(read(...CREATE), {
    does: 'create',
    label: 'Trade desk',
    scope: 'import',
    expires: '2027-02-21T10:00:00.000Z'
  })
  t.same(read('create', '--label= Қазақ ', '--scope=admin', '--expires=never'), {
    does: 'create',
    label: 'Қазақ',
    scope: 'admin',
    expires: null
  })
  t.same(read('list'), { does: 'list' })
  t.same(read('revoke', 'abc'), { does: 'revoke', id: 'abc' })
  for (const words of [[], ['help'], ['--help'], ['-h'], ['create', '--help'], ['revoke', '-h']])
    t.same(read(...words), { does: 'help' })
})

t.test('what cannot be used is named, with what can', async (t) => {
  const wrong: [words: string[], message: RegExp][] = [
    [['make'], /^There is no command "make"; there are create, list, revoke, help\.$/],
    [['list', 'all'], /^list takes no "all"\.$/],
    [['create', 'x', ...CREATE.slice(1)], /^create takes no "x"\.$/],
    [['revoke'], /^revoke takes the id of a key/],
    [['revoke', 'a', 'b'], /^revoke takes one id\.$/],
    [['create', '--name', 'x'], /^There are only --label, --scope, --expires, --help/],
    [['create', '--label'], /--label/],
    [['create', '--scope', 'import', '--expires', '90d'], /^--label is missing/],
    [['create', '--label', '  ', '--scope', 'import', '--expires', '90d'], /^--label is missing/],
    [
      ['create', '--label', 'x'.repeat(101), '--scope', 'import', '--expires', '90d'],
      /^--label has 101 characters, 100 are allowed\.$/
    ],
    [
      ['create', '--label', 'a\nb', '--scope', 'import', '--expires', '90d'],
      /^--label holds control characters\.$/
    ],
    [['create', '--label', 'x', '--expires', '90d'], /^--scope is missing: import or admin\.$/],
    [
      ['create', '--label', 'x', '--scope', 'write', '--expires', '90d'],
      /^--scope cannot be "write": import or admin\.$/
    ],
    [['create', '--label', 'x', '--scope', 'import'], /^--expires is missing: a date/],
    [
      ['create', '--label', 'x', '--scope', 'import', '--expires', 'soon'],
      /^--expires cannot be "soon": a date/
    ]
  ]
  for (const [words, message] of wrong) {
    try {
      read(...words)
      t.fail(`taken: ${words.join(' ')}`)
    } catch (error) {
      t.ok(error instanceof ArgumentError)
      t.match((error as Error).message, message)
    }
  }
  t.equal(
    (read('create', '--label', '😀'.repeat(100), ...CREATE.slice(3)) as { label: string }).label,
    '😀'.repeat(100),
    'characters, not code units'
  )
})

t.test('when a key ends', async (t) => {
  const taken: [text: string, end: string | null][] = [
    ['never', null],
    ['2026-11-23', '2026-11-23T23:59:59.999Z'],
    ['2028-02-29', '2028-02-29T23:59:59.999Z'],
    ['1h', '2026-11-23T11:00:00.000Z'],
    ['90d', '2027-02-21T10:00:00.000Z'],
    ['26w', '2027-05-24T10:00:00.000Z'],
    ['3660d', '2036-11-30T10:00:00.000Z']
  ]
  for (const [text, end] of taken) t.equal(readExpiry(text, NOW), end, text)
  const refused = [
    '',
    'Never',
    '2026-11-22',
    '2027-02-29',
    '2027-06-31',
    '2027-13-01',
    '2036-12-01',
    '2027',
    '0d',
    '-1d',
    '1.5d',
    '1y',
    '3661d',
    '999999w'
  ]
  for (const text of refused) t.equal(readExpiry(text, NOW), undefined, text)
})
