// `npm run test:browser`: opens the pages in a real Chromium, as wide as a desktop and as a phone,
// and presses Execute on every operation of Swagger UI: without editing anything, and on the main
// ones with one value changed. Reads must show rows. Writes must answer 401, and 2xx after a key
// was typed into Authorize. Fails on any other answer, on any request to another machine, on any
// error of a page, and on a page that scrolls sideways.
import { finish } from './browser.ts'
import { openPages } from './pages.ts'
import { changeValues, executeAll, lookAround } from './swagger-ui.ts'

try {
  await openPages()
  await lookAround()
  await executeAll()
  await changeValues()
} finally {
  await finish()
}
