// Reads the documents of the project: blocks of code, and the text around them.

/** `before` is the text after the last block, or from the beginning. */
export type Block = { language: string; content: string; before: string }

const BLOCK = /^```(\w*)\n([\s\S]*?)^```$/gm

export function blocksIn(markdown: string): Block[] {
  const blocks: Block[] = []
  let end = 0
  for (const found of markdown.matchAll(BLOCK)) {
    const [whole, language = '', content = ''] = found
    blocks.push({ language, content, before: markdown.slice(end, found.index) })
    end = found.index + whole.length
  }
  return blocks
}

/** The same lines, with those of blocks left empty, so that their numbers stay. */
export function withoutBlocks(markdown: string): string {
  return markdown.replaceAll(BLOCK, (block) => '\n'.repeat(block.split('\n').length - 1))
}

/** What GitHub calls the headings of a document in addresses. */
export function anchorsIn(markdown: string): string[] {
  return [...withoutBlocks(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-')
  )
}
