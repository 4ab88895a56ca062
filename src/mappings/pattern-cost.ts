// How long a regular expression can take: an upper bound of the ways in which it can match a text.
// The engine of JavaScript tries one after the other, and `(a+)+$` has more ways than anyone waits
// for.

/** The most characters of a text that a pattern of a mapping is tried on. */
export const PATTERN_TEXT_MAX = 200
/** As many ways take some hundredths of a second. */
const WAYS_MAX = 10_000_000

type Reader = { text: string; at: number }

/** Whether a valid pattern can match a text in few enough ways. */
export function isFastPattern(pattern: string): boolean {
  const starts = pattern.startsWith('^') ? 1 : PATTERN_TEXT_MAX
  return starts * waysOfChoice({ text: pattern, at: 0 }) <= WAYS_MAX
}

/** The ways of `a|b|c`: those of each alternative. */
function waysOfChoice(reader: Reader): number {
  let [sum, ways] = [0, 1]
  for (let sign = reader.text[reader.at]; sign !== undefined && sign !== ')'; ) {
    if (sign === '|') {
      reader.at += 1
      ;[sum, ways] = [sum + ways, 1]
    } else ways *= waysOfPart(reader)
    sign = reader.text[reader.at]
  }
  return sum + ways
}

/** The ways of a character, a class or a group, with what repeats it. */
function waysOfPart(reader: Reader): number {
  const ways = waysOfAtom(reader)
  const { least, most } = readRepetition(reader)
  // A part that can match in several ways has as many again each time.
  return ways > 1 ? ways ** most * (most - least + 1) : most - least + 1
}

function waysOfAtom(reader: Reader): number {
  const { text } = reader
  const sign = text[reader.at]
  if (sign === '(') {
    reader.at += /^\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?/.exec(text.slice(reader.at))?.[0].length ?? 1
    const ways = waysOfChoice(reader)
    reader.at += 1
    return ways
  }
  const atom = sign === '[' ? /^\[(?:\\.|[^\]\\])*\]/s : /^(?:\\.|.)/s
  reader.at += atom.exec(text.slice(reader.at))?.[0].length ?? 1
  return 1
}

/** How often a part may stand; without an end, as often as a text has characters. */
function readRepetition(reader: Reader): { least: number; most: number } {
  const found = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(reader.text.slice(reader.at))
  if (!found) return { least: 1, most: 1 }
  reader.at += found[0].length
  const [sign, from, comma, to] = found
  if (from === undefined)
    return {
      least: sign.startsWith('+') ? 1 : 0,
      most: sign.startsWith('?') ? 1 : PATTERN_TEXT_MAX
    }
  const least = Math.min(Number(from), PATTERN_TEXT_MAX)
  const most = comma === '' ? least : to ? Number(to) : PATTERN_TEXT_MAX
  return { least, most: Math.max(least, Math.min(most, PATTERN_TEXT_MAX)) }
}
