// Screenshots of a built site, for people who change the theme. Called by tests/look.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { launch, look } from './chromium.mjs'
import { Site, serve } from './site.mjs'

const PIECE = 2000

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pages: { type: 'string', multiple: true, default: [] },
    widths: { type: 'string', default: '390,820,1440,2560' },
    dark: { type: 'boolean', default: false },
    print: { type: 'boolean', default: false },
    screen: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
})
const [folder, out, ...rest] = positionals
const site = new Site(folder)

// Kinds, addresses, or the last part of an address; nothing named: one page of each kind.
function wanted() {
  const words = [...options.pages.flatMap((list) => list.split(',')), ...rest].filter(Boolean)
  if (words.length === 0) return site.chosen()
  return words.map((word) => {
    const address = `/${word}/`.replaceAll(/\/+/g, '/')
    const page = site.pages().find((page) => page.address === address || page.address === word)
      ?? site.chosen().find((page) => page.kind === word)
      ?? site.pages().find((page) => page.address.endsWith(address))
    if (!page) {
      console.error(`no page \`${word}\`; kinds: ${site.chosen().map((page) => page.kind).join(', ')}`)
      process.exit(2)
    }
    return page
  })
}

function nameOf({ kind, address }) {
  const last = address.split('/').filter(Boolean).at(-1)?.replace('.html', '') ?? 'home'
  return kind === last || kind === 'not-found' ? kind : `${kind}-${last.slice(0, 40)}`
}

async function shoot(tab, file) {
  const { width, height } = await tab.evaluate(() => ({
    width: document.documentElement.clientWidth,
    height: document.documentElement.scrollHeight,
  }))
  if (options.screen) return tab.screenshot({ path: `${file}.png` })
  const pieces = Math.ceil(height / PIECE)
  for (let i = 0; i < pieces; i += 1) {
    const path = pieces === 1 ? `${file}.png` : `${file}-${i + 1}of${pieces}.png`
    const clip = { x: 0, y: i * PIECE, width, height: Math.min(PIECE, height - i * PIECE) }
    await tab.screenshot({ path, clip, captureBeyondViewport: true })
  }
}

async function print(tab, file) {
  await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }])
  for (const format of ['A4', 'Letter']) {
    const pdf = `${file}-print-${format}.pdf`
    writeFileSync(pdf, await tab.pdf({ format, preferCSSPageSize: false, printBackground: true, displayHeaderFooter: false }))
    execFileSync('pdftoppm', ['-r', '80', '-png', pdf, pdf.replace('.pdf', '')])
    if (!process.env.KEEP_PDF) rmSync(pdf)
  }
}

const pages = wanted()
if (options.list) {
  for (const page of site.pages()) console.log(`${page.kind.padEnd(18)} ${page.address}`)
  process.exit(0)
}
mkdirSync(out, { recursive: true })
const server = await serve(site)
const { browser, close } = await launch()
try {
  const tab = await browser.newPage()
  for (const page of pages) {
    const file = join(out, nameOf(page))
    const widths = options.widths.split(',').map(Number).filter(Boolean)
    for (const scheme of options.dark ? ['light', 'dark'] : ['light']) {
      for (const width of widths) {
        await look(tab, width, scheme)
        await tab.goto(server.at(page.address), { waitUntil: 'load' })
        await shoot(tab, `${file}-${width}-${scheme}`)
      }
    }
    if (options.print) {
      await look(tab, 1440)
      await tab.goto(server.at(page.address), { waitUntil: 'load' })
      await print(tab, file)
    }
    console.log(`${page.address}  (${page.kind})`)
  }
} finally {
  await close()
  await server.stop()
}
