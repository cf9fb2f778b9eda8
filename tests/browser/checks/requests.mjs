// A page asks its own origin only, under a strict Content-Security-Policy, and says nothing in
// the console.
import { look } from '../chromium.mjs'

export const fresh = true

export async function page(tab, { url, origin, page, find }) {
  const heard = new Set()
  const hear = (what) => heard.add(what.replaceAll(origin, ''))
  tab.on('console', (message) => {
    const text = message.text()
    const expected = page.kind === 'not-found' && text.includes('404') && message.location().url === url
    if (['error', 'warn', 'warning', 'issue', 'assert'].includes(message.type()) && !expected) hear(`console: ${text}`)
  })
  tab.on('pageerror', (error) => hear(`exception: ${error.message}`))
  tab.on('request', (request) => {
    const address = request.url()
    if (!address.startsWith(`${origin}/`)) hear(`request to another origin: ${address.slice(0, 120)}`)
  })
  tab.on('requestfailed', (request) => hear(`failed: ${request.url()}`))
  tab.on('response', (response) => {
    const expected = page.kind === 'not-found' && response.url() === url ? 404 : 200
    if (response.status() !== expected && response.status() !== 304) hear(`status ${response.status()}: ${response.url()}`)
  })
  await tab.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))
  })
  await look(tab, 1440)
  await tab.goto(url, { waitUntil: 'load' })
  // What waits for a reader: images further down, folded parts, marks under the pointer.
  await tab.evaluate(async () => {
    document.querySelectorAll('details').forEach((one) => { one.open = true })
    document.querySelectorAll('img').forEach((one) => { one.loading = 'eager' })
    await Promise.all([...document.images].map((one) => one.decode().catch(() => {
      console.error(`image that does not decode: ${one.currentSrc || one.src}`)
    })))
  })
  const mark = await tab.$('.citation a')
  if (mark) {
    await mark.hover().catch(() => {})
    await mark.focus()
  }
  await tab.keyboard.press('Escape')
  // Everything that was asked for has been answered, and a turn has passed since.
  await tab.waitForNetworkIdle({ idleTime: 50 })
  for (const what of heard) find(what)
}
