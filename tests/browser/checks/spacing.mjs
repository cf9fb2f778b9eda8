// A reader who spaces the text (WCAG 1.4.12) or doubles its size (1.4.4) loses none of it.
import { look } from '../chromium.mjs'
import { beyond } from './scroll.mjs'

const SPACED = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }`
const DOUBLED = 'html { font-size: 200% !important }'

async function wear(tab, style) {
  await tab.evaluate((style) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(style)
    document.adoptedStyleSheets = [sheet]
  }, style)
}

async function cut(tab) {
  return tab.evaluate(() => {
    const name = (one) => one.tagName.toLowerCase() + (one.id ? `#${one.id}` : '')
      + [...one.classList].map((word) => `.${word}`).join('')
    const out = []
    for (const one of document.body.querySelectorAll('*')) {
      if (one.closest('svg, math, .visually-hidden, .skip') || !one.checkVisibility() || !one.textContent.trim()) continue
      const style = getComputedStyle(one)
      const across = ['hidden', 'clip'].includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1
      const down = ['hidden', 'clip'].includes(style.overflowY) && one.scrollHeight > one.clientHeight + 2
      if (one.clientWidth > 1 && (across || down)) out.push(`cut text: ${name(one)} "${one.textContent.trim().slice(0, 40)}"`)
    }
    return out.slice(0, 4)
  })
}

export async function page(tab, { url, find }) {
  for (const [word, style, widths] of [['spaced', SPACED, [320, 1280]], ['doubled', DOUBLED, [640, 1280]]]) {
    await look(tab, widths[0])
    await tab.goto(url, { waitUntil: 'load' })
    await wear(tab, style)
    for (const width of widths) {
      await look(tab, width)
      const far = await beyond(tab)
      if (far) find(`${width} ${word}: ${far}`)
      for (const what of await cut(tab)) find(`${width} ${word}: ${what}`)
    }
  }
}
