// Compares names: normalised by Unicode, without accents (U+0300 to U+036F), with one kind of
// apostrophe, in lower case. This is not left to the database, because SQLite and PostgreSQL fold
// case differently, and SQLite folds only ASCII letters.

/**
 * The form of a text that searches compare: `Türkiye` equals `turkiye`, and `ҚАЗАҚСТАН` equals
 * `Қазақстан`.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[\u02bb\u02bc\u2018\u2019`´]/g, "'")
    .toLowerCase()
    .normalize('NFC')
}

/**
 * The texts by which a row can be found: one folded text on each line, the id first. The line ends
 * mark where a text begins.
 */
export function searchText(texts: readonly (string | null)[]): string {
  const lines = texts
    .filter((text) => text !== null)
    .map((text) => fold(text).replaceAll(/\s+/g, ' ').trim())
  return `\n${[...new Set(lines)].join('\n')}\n`
}
