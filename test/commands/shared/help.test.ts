import t from 'tap'
import { helpText, usageHint } from '../../../src/commands/shared/help.ts'

const COMMAND = {
  script: 'paint',
  does: 'Paints a wall in one colour, from the top to the bottom, and stops where the wall ends.',
  usage: ['npm run paint -- WALL --colour NAME', 'npm run paint -- WALL --bare'],
  words: { WALL: 'The wall, by its name.' },
  options: {
    colour: {
      value: 'NAME',
      does: 'The colour by its name, such as green, or by its number in the catalogue of colours.'
    },
    bare: { does: 'Leave the wall as it is.' }
  },
  notes: ['Paint dries in a day.'],
  examples: ['npm run paint -- north --colour green', 'ROOM=hall \\\n  npm run paint -- south']
}

t.test('a help text holds all that was declared, in lines of 80 characters', async (t) => {
  t.equal(
    helpText(COMMAND),
    `Paints a wall in one colour, from the top to the bottom, and stops where the
wall ends.

Usage:
  npm run paint -- WALL --colour NAME
  npm run paint -- WALL --bare

Arguments:
  WALL           The wall, by its name.

Options:
  --colour NAME  The colour by its name, such as green, or by its number in the
                 catalogue of colours.
  --bare         Leave the wall as it is.
  -h, --help     Show this text.

Paint dries in a day.

Examples:
  npm run paint -- north --colour green
  ROOM=hall \\
    npm run paint -- south

Exit codes: 0 done, or nothing to do; 1 refused or failed; 2 wrong arguments;
78 wrong settings.`
  )
})

t.test('a wrong argument is told the usage and where to read more', async (t) => {
  t.equal(
    usageHint(COMMAND),
    `Usage:
  npm run paint -- WALL --colour NAME
  npm run paint -- WALL --bare

All options: npm run paint -- --help`
  )
})
