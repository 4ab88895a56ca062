// How names are compared: Unicode-normalised, without accents (U+0300 to U+036F), with one kind of
// apostrophe, in lower case. Done here and not in the database, because SQLite and PostgreSQL fold
// case differently, and SQLite only that of ASCII letters.

/**
 * The form of a text that searches compare: `Türkiye` and `turkiye`, `ҚАЗАҚСТАН` and `Қазақстан`
 * are alike.
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
 * What a row can be found by, one folded text a line, the id first; line ends mark where a text
 * begins.
 */
export function searchText(texts: readonly (string | null)[]): string {
  const lines = texts
    .filter((text) => text !== null)
    .map((text) => fold(text).replaceAll(/\s+/g, ' ').trim())
  return `\n${[...new Set(lines)].join('\n')}\n`
}
