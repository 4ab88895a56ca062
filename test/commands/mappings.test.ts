// `npm run mappings`, and imports by a mapping, as people run them.
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { BUILT_IN_NAMES } from '../../src/mappings/names.ts'
import { SLOW } from '../helpers/random.ts'
import { starterFile } from '../helpers/starter.ts'
import { runCommand } from './running.ts'

const SBP = fileURLToPath(
  new URL('../mappings/files/sbp-balance-of-payments-monthly.csv', import.meta.url)
)
const lastLine = (text: string) => text.trimEnd().split('\n').at(-1)

t.test('list, fields', SLOW, async (t) => {
  const list = await runCommand('mappings', ['list'])
  t.same(
    list.stdout
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(' ')[0]),
    BUILT_IN_NAMES
  )
  t.match((await runCommand('mappings', ['fields'])).stdout, /^field .*\nname .*\n/)
})

t.test('show, validate', async (t) => {
  const shown = await runCommand('mappings', ['show', 'sbp'])
  t.equal(JSON.parse(shown.stdout).name, 'sbp')
  const file = join(t.testdir(), 'mine.json')
  writeFileSync(file, shown.stdout)
  t.match(await runCommand('mappings', ['validate', file]), {
    code: 0,
    stdout:
      'The mapping sbp can be used: metrics in columns, 19 indicators, sources sbp-balance-of-payments.\n'
  })
  writeFileSync(file, shown.stdout.replace('"factor": 1000000', '"factor": 0'))
  t.match(await runCommand('mappings', ['validate', file]), {
    code: 1,
    stdout: '',
    stderr: /cannot be used\.\n {2}\/metric\/codes\/imports\/factor: a factor other than 0\n/
  })
})

t.test(
  'an import by a mapping: a dry run, the import, the same file again, a suggestion',
  SLOW,
  async (t) => {
    const database = await starterFile(t)
    const run = async (...words: string[]) => {
      const settings = { DATABASE_URL: `file:${database}` }
      const { code, stdout } = await runCommand('import', [SBP, ...words], settings)
      return [code, lastLine(stdout)]
    }
    const first = 'claims: 134 new, 0 corrected, 0 unchanged, 67 skipped'
    t.same(await run('--mapping', 'sbp', '--dry-run'), [0, first])
    t.same(await run('--suggest'), [0, first])
    t.same(await run('--mapping', 'sbp'), [0, first])
    t.same(await run('--mapping', 'sbp'), [
      0,
      'claims: 0 new, 0 corrected, 134 unchanged, 67 skipped'
    ])
    const own = join(dirname(database), 'own.json')
    writeFileSync(own, (await runCommand('mappings', ['show', 'sbp'])).stdout)
    t.same(await run('--mapping', own, '--new-metrics'), [
      0,
      'claims: 67 new, 0 corrected, 134 unchanged, 0 skipped'
    ])
    const [code] = await run('--mapping', 'worldbank')
    t.equal(code, 1, 'a file that does not fit is refused')
  }
)
