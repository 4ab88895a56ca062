// The guide to writing names what each scope may change.
import { readFileSync } from 'node:fs'
import t from 'tap'
import { NOUNS, PARENTS_FIRST } from '../../src/nouns.ts'

const GUIDE = readFileSync(new URL('../../docs/writing.md', import.meta.url), 'utf8')

t.test('every noun stands behind its scope', async (t) => {
  const [, ofImport = '', ofAdmin = ''] =
    /A key of the scope `import` (.*?)\. A key of the scope `admin` (.*?)\. Send/s.exec(GUIDE) ?? []
  for (const noun of PARENTS_FIRST) {
    const { plural, scope } = NOUNS[noun]
    const words = new RegExp(`\\b${plural}\\b`)
    t.match(scope === 'admin' ? ofAdmin : ofImport, words, `${plural}: ${scope}`)
  }
})
