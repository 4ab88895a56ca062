// What the documents name is there: links, paths, scripts, documents. And they keep their size and
// the width of their lines.
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { columnsOf, neededColumns } from '../src/files/columns.ts'
import { PARENTS_FIRST } from '../src/nouns.ts'
import { anchorsIn, blocksIn, withoutBlocks } from './helpers/markdown.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const DOCUMENTS = globSync('{.,docs,bench,src/**,test/**}/*.md', { cwd: ROOT })
  .map((name) => join(name))
  .sort()
const CODE = globSync('{src,test,bench}/**/*.{ts,mjs}', { cwd: ROOT }).sort()
/** A path from the root; braces and stars are those of a glob. */
const FROM_ROOT = /^(?:src|test|bench|docs|migrations|\.ci)\/[\w./{},*-]+$/
/** A file or folder beside a document in a folder of the code. */
const BESIDE = /^[\w-]+(?:\/[\w/-]*)?(?:(?<=\/)|\.(?:ts|mjs|csv|json))$/
/** A document that code names by its path, or the sections of one that is not here. */
const DOCUMENT_NAME = /(?<![\w.*/-])(?:src|test|bench|docs)\/[\w./-]+\.md\b|[\w.]+\.md §|DESIGN §/g
const LINE_CHARACTERS_MAX = 100
/** Its lines are wider, and entries of released versions stay as they were. */
const WIDE = 'CHANGELOG.md'

function read(name: string): string {
  return readFileSync(join(ROOT, name), 'utf8')
}

function isThere(path: string): boolean {
  return globSync(path, { cwd: ROOT }).length > 0
}

function linksIn(markdown: string): string[] {
  const links = withoutBlocks(markdown).matchAll(/\]\(([^)\s]+)\)/g)
  return [...links].map(([, target = '']) => target).filter((one) => !/^https?:/.test(one))
}

/** Whether the file of a link is there, and in it the heading. */
function leadsSomewhere(name: string, target: string): boolean {
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? name : join(dirname(name), path)
  if (!existsSync(join(ROOT, file))) return false
  return anchor === undefined || anchorsIn(read(file)).includes(anchor)
}

/**
 * Paths between backticks, from the root; in a folder of the code those beside the document too.
 */
function pathsNamedIn(name: string): string[] {
  const quoted = [...withoutBlocks(read(name)).matchAll(/`([^`\n]+)`/g)].map(([, one = '']) =>
    one.replaceAll(/NAME|<\w+>/g, '*')
  )
  const fromRoot = quoted.filter((one) => FROM_ROOT.test(one))
  if (!/^(?:src|test|bench)\//.test(name)) return fromRoot
  const beside = quoted.filter((one) => BESIDE.test(one) && !FROM_ROOT.test(one) && !isThere(one))
  return [...fromRoot, ...beside.map((path) => join(dirname(name), path))]
}

/**
 * Folders and files of the tree in ARCHITECTURE.md, as paths: two blanks end the names of a line.
 */
function pathsInTree(tree: string): string[] {
  const above: string[] = []
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', names = ''] = /^( *)(\S+(?: \S+)*?)(?: {2}|$)/.exec(line) ?? []
    return names.split(/,? /).map((name) => {
      above.splice(indent.length / 2, above.length, name)
      return above.join('')
    })
  })
}

/** Without what benchmarks and measurements write, which is as wide as it comes. */
function withoutSections(markdown: string): string {
  return markdown.replaceAll(/^<!-- (bench|result):[\s\S]*?^<!-- \/\1:/gm, (section) =>
    '\n'.repeat(section.split('\n').length - 1)
  )
}

t.test('each link leads somewhere', async (t) => {
  const dead = DOCUMENTS.flatMap((name) =>
    linksIn(read(name))
      .filter((target) => !leadsSomewhere(name, target))
      .map((target) => `${name} links ${target}`)
  )
  t.same(dead, [])
})

t.test('each path that a document names is there', async (t) => {
  const missing = DOCUMENTS.flatMap((name) =>
    pathsNamedIn(name)
      .filter((path) => !isThere(path))
      .map((path) => `${name} names ${path}`)
  )
  t.same(missing, [])
})

t.test('each document that code names is there', async (t) => {
  const missing = CODE.filter((name) => name !== 'test/documents.test.ts').flatMap((name) =>
    [...read(name).matchAll(DOCUMENT_NAME)]
      .filter(([path]) => !isThere(path))
      .map(([path]) => `${name} names ${path}`)
  )
  t.same(missing, [])
})

t.test('each script is in the table, and each that a document names is a script', async (t) => {
  const scripts = Object.keys(JSON.parse(read('package.json')).scripts)
  const table = read('docs/developing.md').matchAll(/^\| `npm (?:run )?([\w:]+)` \|/gm)
  t.same([...table].map(([, script]) => script).sort(), scripts.sort())
  const named = DOCUMENTS.flatMap((name) =>
    [...read(name).matchAll(/npm run (?:-s )?([a-z][\w:]*)/g)].map(([, script = '']) => script)
  )
  t.same(
    named.filter((script) => !scripts.includes(script)),
    []
  )
})

t.test('the tree of ARCHITECTURE.md has each folder and file of src, and no other', async (t) => {
  const [tree] = blocksIn(read('ARCHITECTURE.md'))
  const named = pathsInTree(tree?.content.trimEnd() ?? '')
  t.same(
    named.filter((path) => !existsSync(join(ROOT, path))),
    []
  )
  const there = globSync('src/*', { cwd: ROOT }).map((path) =>
    statSync(join(ROOT, path)).isDirectory() ? `${path}/` : path
  )
  t.same(named.filter((path) => there.includes(path)).sort(), there.sort())
})

t.test('README.md links every document of docs/', async (t) => {
  const linked = linksIn(read('README.md')).filter((target) => target.startsWith('docs/'))
  t.same(
    linked.sort(),
    DOCUMENTS.filter((name) => name.startsWith('docs/'))
  )
})

t.test('ARCHITECTURE.md marks the folders that have a README', async (t) => {
  const [tree] = blocksIn(read('ARCHITECTURE.md'))
  const marked = tree?.content.match(/(?<=^ *)\S+\/(?= +▸)/gm) ?? []
  const there = DOCUMENTS.filter((name) => /^(?:src\/[\w-]+|bench)\/README\.md$/.test(name))
  t.same(marked.sort(), there.map((name) => `${name.split('/').at(-2)}/`).sort())
})

t.test('README.md and ARCHITECTURE.md stay short', async (t) => {
  const linesOf = (name: string) => read(name).trimEnd().split('\n').length
  t.ok(linesOf('README.md') <= 130, `README.md has ${linesOf('README.md')} lines`)
  t.ok(linesOf('ARCHITECTURE.md') <= 120, `ARCHITECTURE.md has ${linesOf('ARCHITECTURE.md')} lines`)
})

t.test('lines outside of tables and code fit', async (t) => {
  const wide = DOCUMENTS.filter((name) => name !== WIDE).flatMap((name) =>
    withoutBlocks(withoutSections(read(name)))
      .split('\n')
      .map((line, index) => ({ line, place: `${name}:${index + 1}` }))
      .filter(({ line }) => line.length > LINE_CHARACTERS_MAX && !line.startsWith('|'))
      .map(({ place }) => place)
  )
  t.same(wide, [])
})

t.test('the columns that files need, and those that they may leave out', async (t) => {
  const rows = read('docs/importing.md').matchAll(/^\| `(\w+)` \| (.*) \| (.*) \|$/gm)
  t.same(
    [...rows].map(([, ...cells]) => cells),
    PARENTS_FIRST.map((noun) => {
      const needed = neededColumns(noun)
      const others = columnsOf(noun).filter((column) => !needed.includes(column))
      return [noun, needed.join(', '), others.join(', ') || '–']
    })
  )
})
