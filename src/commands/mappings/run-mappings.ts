import { readFileSync } from 'node:fs'
import { builtIn, builtInText } from '../../mappings/built-in.ts'
import { mappingFields } from '../../mappings/fields.ts'
import { BUILT_IN_NAMES } from '../../mappings/names.ts'
import { readMapping } from '../../mappings/read-mapping.ts'
import type { Mapping } from '../../mappings/schema.ts'
import { textTable } from '../../text-table.ts'
import type { MappingsCommand } from './arguments.ts'

/** Runs one of the commands. A mapping that cannot be used ends it with the mistakes. */
export async function runMappings(given: MappingsCommand): Promise<string> {
  if (given.does === 'list') return listMappings()
  if (given.does === 'show') return builtInText(given.name).trimEnd()
  if (given.does !== 'validate') return listFields()
  const mapping = readMapping(given.file, readFileSync(given.file, 'utf8'))
  return `The mapping ${mapping.name} can be used: ${describe(mapping)}.`
}

function listMappings(): string {
  const columns = [
    { title: 'name' },
    { title: 'indicators', align: 'right' as const },
    { title: 'files' }
  ]
  const rows = BUILT_IN_NAMES.map((name) => {
    const mapping = builtIn(name)
    return [name, String(countIndicators(mapping)), mapping.title]
  })
  return textTable(columns, rows)
}

function listFields(): string {
  const rows = mappingFields().map(({ field, takes, needed, does }) => [
    field,
    takes,
    needed ? 'needed' : '',
    does
  ])
  return textTable([{ title: 'field' }, { title: 'takes' }, { title: '' }, { title: 'what' }], rows)
}

function describe(mapping: Mapping): string {
  const { wide, sources } = mapping
  const shape = wide ? `${wide.field}s in columns` : 'one figure in a row'
  const from = sources.map(({ id }) => id).join(', ')
  return `${shape}, ${countIndicators(mapping)} indicators, sources ${from}`
}

function countIndicators({ metric }: Mapping): number {
  return Object.keys(metric.codes).length + metric.cases.length
}
