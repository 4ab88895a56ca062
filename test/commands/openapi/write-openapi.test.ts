import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { writeOpenapi } from '../../../src/commands/openapi/write-openapi.ts'

t.test('the file is written as it is committed', async (t) => {
  const file = join(t.testdir(), 'openapi.yaml')
  t.equal(await writeOpenapi(file), `Wrote ${file}.`)
  const committed = new URL('../../../openapi.yaml', import.meta.url)
  t.equal(readFileSync(file, 'utf8'), readFileSync(committed, 'utf8'))
})
