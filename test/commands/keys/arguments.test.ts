import t from 'tap'
import { KEYS, readKeyCommand } from '../../../src/commands/keys/arguments.ts'
import { parseWords } from '../../../src/commands/shared/parse-words.ts'

const NOW = Date.parse('2026-11-23T10:00:00Z')
const read = (...words: string[]) => readKeyCommand(parseWords(KEYS, words), NOW)
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
  t.same(
    read('create', '--label', '😀'.repeat(100), ...CREATE.slice(3)),
    { ...read(...CREATE), label: '😀'.repeat(100) },
    'characters, not code units'
  )
})

t.test('what cannot be used is named, with what can', async (t) => {
  const label = '--label is missing: whose key it is or what for, 1 to 100 characters.'
  const when =
    'a date to come such as 2027-06-30, a time from now such as 90d, 12h or 26w of at most ten ' +
    'years, or never.'
  const wrong: [words: string[], message: string][] = [
    [[], 'There is no command: name create, list or revoke.'],
    [['make'], 'There is no such command: name create, list or revoke.'],
    [['list', 'all'], 'list takes nothing more.'],
    [['list', '--label', 'x'], 'list takes no --label.'],
    [['create', 'x', ...CREATE.slice(1)], 'create takes options only.'],
    [['revoke'], 'revoke takes the id of a key; list shows the ids.'],
    [['revoke', 'a', 'b'], 'revoke takes one id.'],
    [['revoke', 'a', '--scope', 'admin'], 'revoke takes no --scope.'],
    [['create', '--scope', 'import', '--expires', '90d'], label],
    [['create', '--label', '  ', '--scope', 'import', '--expires', '90d'], label],
    [['create', '--label', 'x'.repeat(101)], '--label takes 100 characters, not 101.'],
    [['create', '--label', 'a\nb'], '--label holds control characters.'],
    [['create', '--label', 'x', '--expires', '90d'], '--scope is missing: import or admin.'],
    [
      ['create', '--label', 'x', '--scope', 'write', '--expires', '90d'],
      '--scope cannot be "write": import or admin.'
    ],
    [['create', '--label', 'x', '--scope', 'import'], `--expires is missing: ${when}`],
    [[...CREATE.slice(0, -1), 'soon'], `--expires cannot be "soon": ${when}`]
  ]
  for (const [words, message] of wrong)
    t.throws(() => read(...words), { name: 'ArgumentError', message }, message)
})
