// Counts the functions that a request calls, by file and by folder.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { ScriptCoverage } from './inspector.ts'

/** A function of a file in `src`, with its position and its number of calls. */
export type Passed = { file: string; name: string; offset: number; calls: number }

/** The functions below a folder that were called. */
export function calledFunctions(scripts: readonly ScriptCoverage[], src: string): Passed[] {
  const prefix = pathToFileURL(src).href
  return scripts
    .filter(({ url }) => url.startsWith(prefix))
    .flatMap(({ url, functions }) =>
      functions.map(({ functionName: name, ranges: [whole] }) => ({
        file: url.slice(prefix.length),
        name,
        offset: whole?.startOffset ?? 0,
        calls: whole?.count ?? 0
      }))
    )
    .filter(({ calls }) => calls > 0)
}

/** The functions that every trip called, each with the least number of calls. */
export function fewestCalls(trips: readonly Passed[][]): Passed[] {
  const keyOf = ({ file, offset, name }: Passed) => `${file} ${offset} ${name}`
  const [first = [], ...others] = trips.map(
    (trip) => new Map(trip.map((passed) => [keyOf(passed), passed]))
  )
  return [...first.values()]
    .map((passed) => ({
      ...passed,
      calls: Math.min(passed.calls, ...others.map((trip) => trip.get(keyOf(passed))?.calls ?? 0))
    }))
    .filter(({ calls }) => calls > 0)
}

/**
 * Files, functions and calls of each folder and of all; with `all` a line for each function too.
 */
export function tripTable(
  passed: readonly Passed[],
  src: string,
  { all }: { all: boolean }
): string {
  const folders = Map.groupBy(passed, ({ file }) => (file.includes('/') ? topOf(file) : '(files)'))
  const counts = (name: string, some: readonly Passed[]) => [
    name,
    String(new Set(some.map(({ file }) => file)).size),
    String(some.length),
    String(some.reduce((sum, { calls }) => sum + calls, 0))
  ]
  const sorted = [...folders].sort(([one], [other]) => (one < other ? -1 : 1))
  const rows = [
    ['folder of src', 'files', 'functions', 'calls'],
    ...sorted.map(([name, some]) => counts(name, some)),
    counts('all', passed)
  ]
  const lines = rows.map(([name = '', ...cells]) =>
    [name.padEnd(20), ...cells.map((cell) => cell.padStart(10))].join('')
  )
  return [...lines, ...(all ? ['', ...functionLines(passed, src)] : [])].join('\n')
}

function topOf(file: string): string {
  return file.slice(0, file.indexOf('/'))
}

function functionLines(passed: readonly Passed[], src: string): string[] {
  const sorted = [...passed].sort((one, other) =>
    one.file === other.file ? one.offset - other.offset : one.file < other.file ? -1 : 1
  )
  return sorted.map(({ file, name, offset, calls }) => {
    const line = readFileSync(src + file, 'utf8')
      .slice(0, offset)
      .split('\n').length
    return `${String(calls).padStart(6)}  ${file}:${line}  ${name || '(no name)'}`
  })
}
