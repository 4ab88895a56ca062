import t from 'tap'
import { FETCH } from '../../../src/commands/fetch/arguments.ts'
import { parseWords } from '../../../src/commands/shared/parse-words.ts'

const read = (line: string) =>
  FETCH.readArguments(
    parseWords(
      FETCH,
      line.split(' ').filter((word) => word !== '')
    )
  )

t.test('a source with what is wanted of it', async (t) => {
  t.same(read('worldbank --metric gdp,population,gdp --country PAK;kaz --from 2015 --dry-run'), {
    entry: {
      name: 'worldbank',
      source: 'worldbank',
      metrics: ['gdp', 'population'],
      countries: ['PAK', 'kaz'],
      partners: [],
      from: 2015,
      to: undefined,
      every_days: 1,
      new_metrics: false,
      address: undefined,
      mapping: undefined
    },
    file: 'fetch.yaml',
    check: false,
    list: false,
    all: false,
    dryRun: true,
    url: undefined
  })
  t.equal(read('imf --metric LP --country ALL --new-metrics').entry?.countries, 'all')
  t.match(read('https://a.example/x.csv --mapping owid').entry, {
    source: 'address',
    address: 'https://a.example/x.csv',
    mapping: 'owid'
  })
})

t.test('nothing, or a list', async (t) => {
  t.match(read(''), { entry: undefined, file: 'fetch.yaml', check: false, all: false })
  t.match(read('--file other.yaml --all'), { entry: undefined, file: 'other.yaml', all: true })
})

const WRONG: Record<string, string> = {
  'worldbank imf': 'There is more than one source.',
  'worldbank --check': '--file, --check, --list and --all are for the list, without a source.',
  'worldbank --list': '--file, --check, --list and --all are for the list, without a source.',
  '--metric gdp': '--metric needs a source: worldbank, comtrade, imf.',
  '--new-metrics': '--new-metrics needs a source: worldbank, comtrade, imf.',
  'http://me:SECRET@a.example/x.csv --mapping owid':
    'The address has a user name or password, which a fetch does not send. Leave them out.',
  'http://[ --mapping owid': 'The address cannot be read.',
  'imf --to 20': '--to takes a year: --to 2015.'
}
t.test('what does not fit', async (t) => {
  for (const [line, message] of Object.entries(WRONG))
    t.throws(() => read(line), { name: 'ArgumentError', message }, line)
})
