// How a CSV file is written, where it is not as usual: Excel writes semicolons and decimal commas
// in many country settings, and some offices write other encodings than UTF-8.

export const DELIMITERS = [',', ';', 'tab', '|'] as const
type Delimiter = (typeof DELIMITERS)[number]
type Decimal = 'point' | 'comma'

const DELIMITERS_BY_NAME: Readonly<Record<string, Delimiter>> = {
  ',': ',',
  comma: ',',
  ';': ';',
  semicolon: ';',
  tab: 'tab',
  '\\t': 'tab',
  '\t': 'tab',
  '|': '|',
  bar: '|',
  pipe: '|'
}
const DECIMALS_BY_NAME: Readonly<Record<string, Decimal>> = {
  point: 'point',
  '.': 'point',
  comma: 'comma',
  ',': 'comma'
}

/** The names of delimiters: signs and words. A tab itself is taken, but cannot be shown. */
export const DELIMITER_NAMES = Object.keys(DELIMITERS_BY_NAME).filter((name) => name !== '\t')
/** The names of the signs before decimals. */
export const DECIMAL_NAMES = Object.keys(DECIMALS_BY_NAME)

/** The delimiter with a name; undefined for an unknown name. */
export function delimiterNamed(name: string): Delimiter | undefined {
  return Object.hasOwn(DELIMITERS_BY_NAME, name) ? DELIMITERS_BY_NAME[name] : undefined
}

/** The sign before decimals with a name; undefined for an unknown name. */
export function decimalNamed(name: string): Decimal | undefined {
  return Object.hasOwn(DECIMALS_BY_NAME, name) ? DECIMALS_BY_NAME[name] : undefined
}

/** What the sender says of a file. Nothing is guessed: what is not said is as usual. */
export type FileDialect = {
  delimiter?: Delimiter | undefined
  decimal?: Decimal | undefined
  /** A name that TextDecoder knows: see encoding-names.ts. */
  encoding?: string | undefined
}

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
    'commas between the cells, unless you name another delimiter. ' +
    `This file has ${CALLED[delimiter]}: send delimiter=${delimiter} with an upload, ` +
    `or --delimiter '${delimiter}' to the command`
  )
}
