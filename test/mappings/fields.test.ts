// The table of fields in the documentation is that of the schema.
import { readFileSync } from 'node:fs'
import t from 'tap'
import { builtIn, builtInText } from '../../src/mappings/built-in.ts'
import { mappingFields } from '../../src/mappings/fields.ts'
import { BUILT_IN_NAMES } from '../../src/mappings/names.ts'
import { readMapping } from '../../src/mappings/read-mapping.ts'
import { fieldLines } from './field-lines.ts'

const PAGE = readFileSync(new URL('../../docs/mappings.md', import.meta.url), 'utf8')

t.test('docs/mappings.md has every field as the schema describes it', async (t) => {
  t.same(PAGE.slice(PAGE.indexOf('| field |')).trimEnd().split('\n'), fieldLines())
})

t.test('every field is described', async (t) => {
  t.same(
    mappingFields().filter(({ does }) => does === ''),
    []
  )
})

t.test('the example of the page can be used', async (t) => {
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(PAGE) ?? []
  t.equal(readMapping('the example', json).name, 'port-authority')
})

t.test('every built-in mapping has the name of its file, and is described', async (t) => {
  for (const name of BUILT_IN_NAMES) {
    t.equal(builtIn(name).name, name)
    t.match(PAGE, `| \`${name}\` |`)
    t.equal(builtInText(name).endsWith('}\n'), true)
  }
})
