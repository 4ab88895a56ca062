// Debian's bibtex reads the citation of every claim, projection and series of the starter data, and
// of titles with signs of any kind, in one file, without a warning but those for what is missing.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { writeCitation } from '../../src/citations/write-citation.ts'
import { allThings } from '../citations/all-things.ts'
import { TITLES, WORK } from '../citations/works.ts'
import { buildTestApp } from '../helpers/app.ts'

const STYLES = ['plain', 'unsrt']
/** A newspaper without a date and a document without one are cited without it. */
const MISSING = /^Warning--(empty year|empty author|empty institution)/
const isThere = spawnSync('bibtex', ['--version']).status === 0

if (!isThere)
  t.pass('bibtex reads all citations', {
    skip: 'IT WAS NOT RUN: there is no bibtex; texlive-binaries and texlive-base have it'
  })
else
  t.test('bibtex reads all citations', async (t) => {
    const { app } = await buildTestApp(t, { data: 'starter' })
    const entries: string[] = []
    for (const thing of await allThings(app))
      entries.push((await app.inject(`${thing}/citation?style=bibtex`)).body)
    for (const [index, title] of TITLES.entries()) {
      const work = { ...WORK, key: `title-${index}`, title, publisher: title, note: title }
      entries.push(await writeCitation(work, 'bibtex'))
    }
    t.ok(entries.length > 1_700, `${entries.length} entries`)
    const folder = mkdtempSync(join(tmpdir(), 'bibtex-'))
    t.teardown(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'all.bib'), entries.join('\n'))
    for (const style of STYLES) {
      const aux = `\\citation{*}\n\\bibstyle{${style}}\n\\bibdata{all}\n`
      writeFileSync(join(folder, `${style}.aux`), aux)
      const { status } = spawnSync('bibtex', [style], { cwd: folder })
      const log = readFileSync(join(folder, `${style}.blg`), 'utf8').split('\n')
      const wrong = log.filter((line) => /^(Warning|I |Repeated|Illegal)/.test(line))
      t.same(wrong.filter((line) => !MISSING.test(line)).slice(0, 20), [], `${style}: no complaint`)
      t.ok(status === 0, `${style}: ended with ${status}`)
      const items = readFileSync(join(folder, `${style}.bbl`), 'utf8').match(/\\bibitem\{/g)
      t.equal(items?.length, entries.length, `${style}: each entry`)
    }
  })
