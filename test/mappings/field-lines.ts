// The table of fields as docs/mappings.md has it.
import { mappingFields } from '../../src/mappings/fields.ts'

/** The lines of the table. */
export function fieldLines(): string[] {
  const rows = mappingFields().map(({ field, takes, needed, does }) => {
    const plain = takes.replaceAll('|', '\\|')
    return `| \`${field}\` | ${plain}${needed ? ', needed' : ''} | ${does.replaceAll('|', '\\|')} |`
  })
  return ['| field | takes | what |', '|---|---|---|', ...rows]
}
