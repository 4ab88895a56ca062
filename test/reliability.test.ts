// docs/reliability.md is complete: each test of the list is run by something that exists, or
// SECURITY.md says why it is left out.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const read = (name: string) => readFileSync(`${ROOT}/${name}`, 'utf8')

/** The list: contract, load, durability, security. */
const LIST = Object.entries({ A: 18, B: 10, C: 12, D: 13 }).flatMap(([letter, count]) =>
  numbered(letter, 1, count)
)
/** Left out as they are usual elsewhere, with what runs instead. */
const LEFT_OUT = { D3: 'sqlmap', D7: 'content security policy for JSON', D13: 'BREACH' }

function numbered(letter: string, from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, n) => `${letter}${from + n}`)
}

/** The ids in the first cell of a line, such as `A1`, `C1, C2` and `B1–B4`. */
function idsIn(cell: string): string[] {
  return [...cell.matchAll(/([A-D])(\d+)(?:–[A-D](\d+))?/g)].flatMap(([, letter = '', from, to]) =>
    numbered(letter, Number(from), Number(to ?? from))
  )
}

/** The lines of the tables, as what they are and what runs them. */
const lines = read('docs/reliability.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.includes('run by'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, ids = '', what, runBy = '']) => ({ ids: idsIn(ids), what, runBy }))

t.test('each test of the list has one line', async (t) => {
  t.same(lines.flatMap(({ ids }) => ids).sort(), LIST.toSorted())
})

t.test('what runs them exists', async (t) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  for (const { what, runBy } of lines) {
    const named = [...runBy.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
    t.ok(named.length > 0, String(what))
    for (const name of named) {
      const script = /^npm run (\S+)$/.exec(name)?.[1]
      t.ok(script === undefined ? existsSync(`${ROOT}/${name}`) : scripts[script], name)
    }
  }
})

t.test('each section of results has a command, and what is left out has a reason', async (t) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  for (const [, name = ''] of read('docs/reliability.md').matchAll(/<!-- result:(\S+) -->/g))
    t.ok(scripts[`test:${name}`], `test:${name}`)
  for (const [id, words] of Object.entries(LEFT_OUT))
    t.match(read('SECURITY.md'), new RegExp(`^\\| ${words}.* \\| .+ \\|$`, 'm'), id)
})
