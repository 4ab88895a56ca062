// Encodings by their names: those of the WHATWG Encoding Standard, which TextDecoder knows.

/** The encodings that are taken, by the names that the standard prefers. */
export const ENCODINGS: readonly string[] = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  ...[1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258, 874].map((page) => `windows-${page}`),
  ...[2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16].map((part) => `iso-8859-${part}`),
  'iso-8859-8-i',
  'ibm866',
  'koi8-r',
  'koi8-u',
  'macintosh',
  'x-mac-cyrillic',
  'gb18030',
  'gbk',
  'big5',
  'euc-jp',
  'iso-2022-jp',
  'shift_jis',
  'euc-kr'
]
export const ENCODING_CHARACTERS_MAX = 40
/** `win-1251` and `windows1251`, which are no labels of the standard. */
const WINDOWS = /^win(?:dows)?[-_ ]?(?=\d)/i

/** The encoding with a name or label such as `cp1251` or `latin1`; undefined for an unknown one. */
export function encodingNamed(text: string): string | undefined {
  if (text.length > ENCODING_CHARACTERS_MAX) return undefined
  try {
    const { encoding } = new TextDecoder(text.trim().replace(WINDOWS, 'windows-'))
    return ENCODINGS.find((one) => one === encoding)
  } catch {
    return undefined
  }
}
