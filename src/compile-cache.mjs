// Preloaded by npm scripts: Node keeps what it compiles, so that the next start need neither
// compile it nor take the types out of it, which is faster and spares 20 MB. In JavaScript, or the
// types of this file would have to be taken out first.
import { enableCompileCache } from 'node:module'

enableCompileCache()
