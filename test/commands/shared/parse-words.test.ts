import t from 'tap'
import { asksForHelp, parseWords } from '../../../src/commands/shared/parse-words.ts'

const OPTIONS = {
  from: { value: 'URL', does: 'where from' },
  note: { value: 'TEXT', does: 'why' },
  'dry-run': { does: 'keeps nothing' }
} as const
const parse = (...words: string[]) =>
  parseWords({ options: OPTIONS, words: { FILE: 'a file' } }, words)

t.test('values, switches and words, in any order', async (t) => {
  t.strictSame(parse(), {
    values: { from: undefined, note: undefined, 'dry-run': false },
    words: []
  })
  t.strictSame(parse('a', '--note', 'two words', '--dry-run', '-', '--from=-x', '--', '--note'), {
    values: { from: '-x', note: 'two words', 'dry-run': true },
    words: ['a', '-', '--note']
  })
  t.strictSame(parse('--note=', '--from', '-').values, {
    from: '-',
    note: '',
    'dry-run': false
  })
})

t.test('wrong options are named, their values never', async (t) => {
  const secret = 'postgres://me:hidden@host/db'
  const list = 'There are --from, --note, --dry-run, --help.'
  const cases: [words: string[], message: string][] = [
    [['--form', secret], 'There is no option --form. Did you mean --from?'],
    [[`--form=${secret}`], 'There is no option --form. Did you mean --from?'],
    [['--dry', secret], 'There is no option --dry. Did you mean --dry-run?'],
    [['--Help'], 'There is no option --Help. Did you mean --help?'],
    [['--colour', secret], `There is no option --colour. ${list}`],
    [['-x'], `There is no option -x. ${list}`],
    [[`--${secret}`], `There is no such option. ${list}`],
    [[`-${secret}`], `There is no option -p. ${list}`],
    [['--constructor'], `There is no option --constructor. ${list}`],
    [['--from'], '--from needs a value: --from URL.'],
    [
      ['--from', '--note', secret],
      '--from needs a value: --from URL. A value that begins with - is written --from=URL.'
    ],
    [[`--dry-run=${secret}`], '--dry-run takes no value.'],
    [[`--help=${secret}`], '--help takes no value.'],
    [['--from', secret, '--from', secret], '--from is given twice.'],
    [['--dry-run', '--dry-run'], '--dry-run is given twice.']
  ]
  for (const [words, message] of cases)
    t.throws(() => parse(...words), { name: 'ArgumentError', message }, words.join(' '))
})

t.test('a command without words refuses them, or takes them behind -- only', async (t) => {
  const none = { options: OPTIONS }
  const late = { ...none, words: { WORD: 'for another program' }, onlyAfterEnd: true }
  const refusal = {
    name: 'ArgumentError',
    message: 'There is a word that belongs to no option. npm needs -- before the first option.'
  }
  t.throws(() => parseWords(none, ['hidden']), refusal)
  t.throws(() => parseWords(none, ['--', 'hidden']), refusal)
  t.throws(() => parseWords(late, ['hidden', '--', 'x']), refusal)
  t.same(parseWords(late, ['--dry-run', '--', '--prefix', 'none']).words, ['--prefix', 'none'])
})

t.test('help is asked for by a switch anywhere, or by one word', async (t) => {
  for (const words of [['--help'], ['-h'], ['help'], ['x', '--wrong', '-h'], ['-h', '--', 'x']])
    t.equal(asksForHelp(words), true, words.join(' '))
  for (const words of [[], ['--help=x'], ['help', 'x'], ['--', '--help'], ['--note', 'help']])
    t.equal(asksForHelp(words), false, words.join(' '))
})
