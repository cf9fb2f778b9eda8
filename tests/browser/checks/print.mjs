// What a printer gets, on A4 and Letter: the article, the addresses of its sources, its own
// address; no navigation, nothing folded, no dark ground.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { look } from '../chromium.mjs'

export const fresh = true

const SIZES = { A4: [595, 842], Letter: [612, 792] }

// Longest articles of each publication, and a right-to-left one when there is one.
export function choose(site) {
  const articles = site.pages().filter((page) => page.kind === 'article').sort((a, b) => b.bytes - a.bytes)
  const rtl = articles.find((page) => /<html[^>]* dir="rtl"/.test(site.read(page.path)))
  return [...new Set([...articles.slice(0, 3), rtl].filter(Boolean))]
}

// Without spaces and hyphens: where a line ends, pdftotext takes a hyphen for one of its own.
const squeeze = (text) => text.normalize('NFKC').replace(/[-\s\u2010\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, '')

async function onPaper(tab) {
  return tab.evaluate(() => {
    const shown = (one) => one.checkVisibility() && one.getClientRects().length > 0
    const name = (one) => one.tagName.toLowerCase() + [...one.classList].map((word) => `.${word}`).join('')
    const body = getComputedStyle(document.body)
    return {
      navigation: [...document.querySelectorAll('nav, .skip, .related, .pager, [role="search"], button, .footer-lists, .theme')]
        .filter(shown).map(name),
      folded: [...document.querySelectorAll('details:not(.toc *, .toc)')].filter((one) => shown(one))
        .filter((one) => ![...one.children].slice(1).some((part) => part.checkVisibility({ contentVisibilityAuto: true }))).map(name),
      addresses: [...document.querySelectorAll('.sources .references cite a[href^="http"]')].map((one) => one.getAttribute('href')),
      canonical: document.querySelector('link[rel="canonical"]')?.href ?? '',
      ground: [getComputedStyle(document.documentElement).backgroundColor, body.backgroundColor],
      ink: body.color,
      headings: [...document.querySelectorAll('.prose h2, .prose h3')].map((one) => one.textContent.trim()),
      rtl: document.documentElement.dir === 'rtl',
    }
  })
}

export async function page(tab, { url, find }) {
  const scratch = mkdtempSync(join(tmpdir(), 'chancery-print-'))
  // A reader in dark mode prints black on white too.
  await look(tab, 1440, 'dark')
  await tab.goto(url, { waitUntil: 'load' })
  await tab.emulateMediaType('print')
  const page = await onPaper(tab)
  for (const what of new Set(page.navigation)) find(`print: navigation on paper: ${what}`)
  for (const what of new Set(page.folded)) find(`print: folded on paper: ${what}`)
  const light = ['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)']
  if (page.ground.some((colour) => !light.includes(colour)) || page.ink !== 'rgb(0, 0, 0)') {
    find(`print: not black on white: ${page.ground.join(' and ')}, ink ${page.ink}`)
  }
  await tab.emulateMediaType(null)
  for (const [format, size] of Object.entries(SIZES)) {
    const file = join(scratch, `${format}.pdf`)
    writeFileSync(file, await tab.pdf({ format, printBackground: false }))
    const told = execFileSync('pdfinfo', [file], { encoding: 'utf8' })
    const [across, down] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(told).slice(1).map(Number)
    if (Math.abs(across - size[0]) > 2 || Math.abs(down - size[1]) > 2) find(`print ${format}: a sheet of ${across} x ${down}`)
    const text = squeeze(execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }))
    // An address that wraps in a line of the other direction is read in two pieces.
    const wrapped = (words) => page.rtl && [...words].some((_, at) => at > 0 && text.includes(words.slice(0, at)) && text.includes(words.slice(at)))
    for (const address of page.addresses) if (!text.includes(squeeze(address)) && !wrapped(squeeze(address))) find(`print ${format}: address not printed: ${address}`)
    if (!text.includes(squeeze(page.canonical).replace('https://', ''))) find(`print ${format}: the article's own address is not printed`)
    if (text.includes('Skiptothetext')) find(`print ${format}: the skip link is printed`)
    if (!page.rtl) for (const words of page.headings) if (!text.includes(squeeze(words))) find(`print ${format}: heading not printed: ${words}`)
  }
  rmSync(scratch, { recursive: true, force: true })
}
