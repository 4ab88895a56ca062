import { testCorrecting } from './correcting.ts'
import { NOUNS } from './nouns.ts'

testCorrecting(NOUNS.source)
