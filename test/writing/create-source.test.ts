import { testCreating } from './creating.ts'
import { NOUNS } from './nouns.ts'

testCreating(NOUNS.source)
