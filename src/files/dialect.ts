// How a CSV file is written, where it is not as usual: Excel writes semicolons and decimal commas
// in many country settings, and some offices write other encodings than UTF-8.

export const DELIMITERS = [',', ';', 'tab', '|'] as const
export const DECIMALS = ['point', 'comma'] as const
export const ENCODINGS = ['utf-8', 'windows-1251', 'windows-1252', 'utf-16le'] as const

/** What the sender says of a file. Nothing is guessed: what is not said is as usual. */
export type FileDialect = {
  delimiter?: (typeof DELIMITERS)[number] | undefined
  decimal?: (typeof DECIMALS)[number] | undefined
  encoding?: (typeof ENCODINGS)[number] | undefined
}
type Delimiter = (typeof DELIMITERS)[number]

const CALLED: Record<Delimiter, string> = {
  ',': 'commas',
  ';': 'semicolons',
  tab: 'tabs',
  '|': 'vertical bars'
}
const SEP_LINE = /^"?sep=(.)"?\r?$/i

/** The character between two cells. */
export function characterOf(delimiter: Delimiter = ','): string {
  return delimiter === 'tab' ? '\t' : delimiter
}

/** The delimiter that a line such as `sep=;` names; undefined if the line is another one. */
export function sepOf(line: string): Delimiter | undefined {
  const [, character] = SEP_LINE.exec(line) ?? []
  return DELIMITERS.find((one) => characterOf(one) === character)
}

/** The cells of a header line, as another delimiter would part them. */
export function splitHeader(line: string, delimiter: Delimiter): string[] {
  return line.split(characterOf(delimiter)).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
}

/** What to do about a file with another delimiter. */
export function adviseDelimiter(delimiter: Delimiter): string {
  return (
    `the cells of this file are separated by ${CALLED[delimiter]}: send delimiter=${delimiter} ` +
    `with an upload, or --delimiter '${delimiter}' to the command`
  )
}
