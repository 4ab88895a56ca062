// The key of a name: one text for all ways in which statisticians write the name of a place.
import { fold } from './search-text.ts'

/** What abbreviations stand for; and one word for the singular and the plural. */
const WRITTEN_OUT: Readonly<Record<string, string>> = {
  rep: 'republic',
  dem: 'democratic',
  peop: 'peoples',
  st: 'saint',
  ste: 'saint',
  sts: 'states',
  utd: 'united',
  us: 'united states',
  afr: 'african',
  br: 'british',
  fr: 'french',
  is: 'island',
  isl: 'island',
  isds: 'island',
  islds: 'island',
  islands: 'island',
  terr: 'territory',
  territories: 'territory',
  // Fed. stands for Federation (Russian Fed.) and for Federated (Fed. States of Micronesia).
  federation: 'fed',
  federated: 'fed',
  federal: 'fed',
  dpr: 'democratic peoples republic',
  pdr: 'peoples democratic republic',
  fyr: 'former yugoslav republic',
  tfyr: 'former yugoslav republic',
  sar: 'special administrative region'
}
const LEFT_OUT = new Set(['of', 'the', 'and'])

/**
 * The key of a name. `Iran (Islamic Republic of)`, `Iran, Islamic Rep.` and `Islamic Republic of
 * Iran` have the same key: folded, without punctuation and small words, with abbreviations written
 * out, the words sorted. Empty if the text has no letters and no digits.
 */
export function nameKey(text: string): string {
  const plain = fold(text)
    .replaceAll("'", '')
    .replaceAll('&', ' and ')
    // P.D.R. is one word of three letters.
    .replaceAll(/(?<=(?<![\p{L}\p{M}])\p{L})\.(?=\p{L}(?![\p{L}\p{M}]))/gu, '')
    // Isl. stands for Islamic before Rep., for island elsewhere.
    .replaceAll(/\bisl\. ?(?=rep)/g, 'islamic ')
  const words = plain.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '')
  const telling = words.filter((word) => !LEFT_OUT.has(word))
  return (telling.length > 0 ? telling : words)
    .flatMap((word) => (Object.hasOwn(WRITTEN_OUT, word) ? WRITTEN_OUT[word] : word)?.split(' '))
    .sort()
    .join(' ')
}
