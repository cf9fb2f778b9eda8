// Lines of at most 75 characters, headlines of at most four lines on a phone, nothing under
// 13 px, targets of 24 px and 44 px in the navigation.
import { look } from '../chromium.mjs'

// Arabic script is narrower, and its vowels stand above: a fifth more.
const LONGEST = 75
const LINES = 4
// A headline of more characters than this cannot stand in four lines on a phone.
const HEADLINE = 64

async function longLines(tab, longest) {
  return tab.evaluate((longest) => {
    const name = (one) => one.tagName.toLowerCase() + [...one.classList].map((word) => `.${word}`).join('')
    const out = new Map()
    const blocks = 'main :is(p, li, dd, blockquote, figcaption, h1, h2, h3)'
    for (const block of document.querySelectorAll(blocks)) {
      // Names, places and dates in a row are not read as lines of text are.
      if (block.closest('nav, table, pre, .facts, .toc, .byline, .page-count, .card-facts, .passage-place, .terms, .masthead, .footer')) continue
      if (!block.checkVisibility()) continue
      if (block.matches(':has(p, li, blockquote)')) continue
      const linked = [...block.querySelectorAll('a')].reduce((sum, one) => sum + one.textContent.length, 0)
      if (block.querySelectorAll('a').length > 1 && linked > block.textContent.length * 0.7) continue
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
      // A new line begins where the middle of a word stands half a line lower: marks stand higher
      // than the words beside them, and the boxes of some scripts are taller than their lines.
      const leap = (parseFloat(getComputedStyle(block).lineHeight) || 20) / 2
      let line = '', middle = -Infinity
      const end = () => {
        const length = [...line.trim().replace(/\p{M}/gu, '')].length
        const where = `${name(block.parentElement)} > ${name(block)}`
        const limit = block.closest(':lang(ar), :lang(fa), :lang(ur)') ? longest * 1.2 : longest
        if (length > limit && length > (out.get(where)?.length ?? 0)) out.set(where, { length, line: line.trim().slice(0, 40) })
        line = ''
      }
      const stand = (box) => {
        const here = (box.top + box.bottom) / 2
        if (here - middle <= leap) return
        end()
        middle = here
      }
      for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        if (text.parentElement.closest('.visually-hidden, [aria-hidden="true"], .citation, math')) continue
        for (const word of text.data.matchAll(/\S+/g)) {
          const range = document.createRange()
          range.setStart(text, word.index)
          range.setEnd(text, word.index + word[0].length)
          const boxes = [...range.getClientRects()].filter((box) => box.width > 0)
          if (boxes.length === 0) continue
          stand(boxes[0])
          line += `${line ? ' ' : ''}${boxes.length > 1 ? '' : word[0]}`
          stand(boxes.at(-1))
        }
      }
      end()
    }
    return [...out].map(([where, { length, line }]) => `a line of ${length} characters: ${where} "${line}"`).slice(0, 6)
  }, longest)
}

async function headline(tab) {
  return tab.evaluate(() => {
    const one = document.querySelector('h1')
    if (!one) return null
    const range = document.createRange()
    range.selectNodeContents(one)
    const tops = [...range.getClientRects()].filter((box) => box.width > 1).map((box) => Math.round(box.top))
    return { lines: new Set(tops).size, characters: [...one.textContent.trim()].length, text: one.textContent.trim() }
  })
}

async function small(tab) {
  return tab.evaluate(() => {
    const name = (one) => one.tagName.toLowerCase() + [...one.classList].map((word) => `.${word}`).join('')
    const out = new Set()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const one = text.parentElement
      if (!text.data.trim() || !one.checkVisibility() || one.closest('sup, sub, math, svg, script')) continue
      const size = parseFloat(getComputedStyle(one).fontSize)
      if (size < 12.99) out.add(`text of ${size.toFixed(1)} px: ${name(one.parentElement)} > ${name(one)}`)
    }
    return [...out].slice(0, 5)
  })
}

async function targets(tab) {
  return tab.evaluate(() => {
    const name = (one) => one.tagName.toLowerCase() + [...one.classList].map((word) => `.${word}`).join('')
    const out = new Map()
    for (const one of document.querySelectorAll('a[href], button, summary, select, input:not([disabled])')) {
      if (!one.checkVisibility() || one.matches('.skip') || one.closest('[aria-hidden="true"]')) continue
      const box = one.getBoundingClientRect()
      if (box.width === 0) continue
      const block = one.closest('p, li, td, th, dd, dt, figcaption, h1, h2, h3, h4, blockquote, div, nav, ul') ?? one.parentElement
      const inText = !one.closest('nav, button, summary') && (
        one.closest('.prose, .standfirst, .key-points, .references, .footnotes, .passages, table, svg, p, h2, h3, dd, .facts')
        || block.textContent.trim().length > one.textContent.trim().length + 3)
      const least = one.closest('.masthead nav') ? 44 : 24
      if (inText) continue
      if (box.height < least - 0.5) {
        const where = `${name(one.parentElement)} > ${name(one)}`
        if (!out.has(where)) out.set(where, `a target ${box.width.toFixed(0)} x ${box.height.toFixed(0)} px, ${least} wanted: ${where} "${one.textContent.trim().slice(0, 30)}"`)
      }
    }
    return [...out.values()].slice(0, 5)
  })
}

export async function page(tab, { url, find }) {
  await look(tab, 390)
  await tab.goto(url, { waitUntil: 'load' })
  await tab.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true }))
  for (const width of [390, 820, 1180, 1440, 2560]) {
    await look(tab, width)
    for (const what of await longLines(tab, LONGEST)) find(`${width}: ${what}`)
    if (width !== 390 && width !== 1440) continue
    for (const what of [...await small(tab), ...await targets(tab)]) find(`${width}: ${what}`)
    const head = width === 390 ? await headline(tab) : null
    if (head && head.characters <= HEADLINE && head.lines > LINES) find(`390: a headline of ${head.lines} lines: "${head.text}"`)
  }
}
