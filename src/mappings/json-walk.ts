// Walks through the brackets of JSON text that comes in pieces, and says where each one stands.

/** Whole strings and brackets; a quote alone begins a string that goes on in the next piece. */
const TOKEN = /"(?:[^"\\]|\\.)*"|"|[{}[\],:]/gs

type Frame = { isList: boolean; index: number; key: string }
/** A bracket or comma; `path` is the JSON pointer of the list or object that it begins, ends or parts. */
export type JsonToken = { token: string; at: number; path: string; depth: number }
export type JsonWalk = {
  /** The tokens of a piece, and from where on it must be given again with the next piece. */
  tokens: (text: string, from: number) => Generator<JsonToken, number>
}

export function walkJson(): JsonWalk {
  const frames: Frame[] = []
  let last = ''
  const path = () => frames.map(({ isList, index, key }) => `/${isList ? index : key}`).join('')
  return {
    *tokens(text, from) {
      TOKEN.lastIndex = 0
      const pattern = new RegExp(TOKEN)
      pattern.lastIndex = from
      for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
        const [token] = match
        const at = match.index
        const top = frames.at(-1)
        if (token === '"') return at
        if (token === ':' && top) top.key = JSON.parse(last)
        else if (token === '{' || token === '[') {
          yield { token, at, path: path(), depth: frames.length }
          frames.push({ isList: token === '[', index: 0, key: '' })
        } else if (token === '}' || token === ']') {
          frames.pop()
          yield { token, at, path: path(), depth: frames.length }
        } else if (token === ',') {
          yield { token, at, path: '', depth: frames.length - 1 }
          if (top) top.index += 1
        } else last = token
      }
      return text.length
    }
  }
}
