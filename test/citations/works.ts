// A work to cite, and titles with signs that styles have to escape.
import type { Work } from '../../src/citations/work.ts'

export const WORK: Work = {
  key: 'corridor-C0001-r1',
  type: 'article-newspaper',
  publisher: 'A Paper',
  title: 'Trade grows',
  isDescribed: false,
  date: '2024-08-21',
  url: 'https://example.org/trade',
  version: null,
  accessed: '2026-01-02',
  note: 'The figure reads “$1”.'
}
export const TITLES = [
  'Қазақстан мен Пәкістан',
  'پاکستان اور قازقستان کی تجارت',
  'й, ё and Ü, é, ß, Ł',
  '100 % of $5_000 & more, #1 ^ ~ | <b>',
  'a \\ b } { c {d} \\textbf{e}',
  '"quoted", \'single\' and “curly” ‘ones’',
  "a -- b --- c `` d '' e",
  '中国 – 10 €',
  'and and and',
  'Trade: the GDP of iPhone'
]
