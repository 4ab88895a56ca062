// Reads a set of series: tables in the columns of the data set, and figures with their mapping.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { FILES } from '../files/columns.ts'
import type { InputFile } from '../imports/engine/read-files.ts'
import { mappedReader } from '../mappings/mapped-file.ts'
import { readMapping } from '../mappings/read-mapping.ts'
import type { Noun } from '../nouns.ts'
import type { SeriesSet } from '../starter-sets.ts'

/** The folder of all sets. */
export const SERIES_FOLDER = fileURLToPath(new URL('./series/', import.meta.url))
const FIGURES = 'data.csv'
const MAPPING = 'mapping.json'

/** The files of a set as an import takes them, and one SHA-256 of all of them. */
export async function readSet(set: SeriesSet): Promise<{ files: InputFile[]; checksum: string }> {
  const hash = createHash('sha256')
  const files: InputFile[] = []
  for (const [noun, { file }] of Object.entries(FILES) as [Noun, { file: string }][]) {
    const content = await readIfThere(set, file)
    if (!content) continue
    hash.update(content)
    files.push({ file: `${set}/${file}`, noun, bytes: [content] })
  }
  const figures = await readIfThere(set, FIGURES)
  if (figures) {
    const text = await readFile(`${SERIES_FOLDER}${set}/${MAPPING}`, 'utf8')
    hash.update(text).update(figures)
    const mapping = readMapping(`${set}/${MAPPING}`, text)
    const { read } = mappedReader(mapping, { makesMetrics: false, dialect: {} })
    const file = `${set}/${FIGURES}`
    files.push({ file, bytes: [figures], read: read(file) })
  }
  return { files, checksum: hash.digest('hex') }
}

async function readIfThere(set: SeriesSet, file: string): Promise<Buffer | undefined> {
  const path = `${SERIES_FOLDER}${set}/${file}`
  return existsSync(path) ? readFile(path) : undefined
}
