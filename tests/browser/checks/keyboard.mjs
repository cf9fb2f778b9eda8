// The keyboard: the skip link comes first and leads to the text, Tab goes through the whole page
// and out again, and what has the focus shows it: 3 px of outline, in view, nothing over it.
import { look } from '../chromium.mjs'

// One page of each kind, of middling length, and each right-to-left article.
export function choose(site) {
  const kinds = new Map()
  for (const page of site.pages()) kinds.set(page.kind, [...kinds.get(page.kind) ?? [], page])
  const middle = [...kinds.values()].map((pages) => pages.sort((a, b) => a.bytes - b.bytes)[Math.floor(pages.length / 2)])
  const rtl = site.pages().filter((page) => page.kind === 'article' && /<html[^>]* dir="rtl"/.test(site.read(page.path)))
  return [...new Set([...middle, ...rtl])]
}

async function focused(tab) {
  return tab.evaluate(() => {
    const one = document.activeElement
    if (!one || one === document.body) return null
    const style = getComputedStyle(one)
    const box = [...one.getClientRects()].find((box) => box.width > 0 && box.height > 0)
    const inView = box && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
    const over = inView && document.elementFromPoint(
      Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2), Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 2))
    return {
      name: one.tagName.toLowerCase() + (one.id ? `#${one.id}` : '') + [...one.classList].map((word) => `.${word}`).join('')
        + ` "${one.textContent.trim().slice(0, 30)}"`,
      skip: one.matches('.skip'),
      main: one.id === 'main',
      within: Boolean(one.closest('main')),
      footer: Boolean(one.closest('footer')),
      outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
      shown: Boolean(inView),
      hidden: Boolean(one.closest('[aria-hidden="true"]')),
      covered: Boolean(over && over !== one && !one.contains(over) && !over.contains(one)),
    }
  })
}

function judge(place, say) {
  if (place.outline !== 3) say(`focus outline of ${place.outline} px: ${place.name}`)
  if (!place.shown) say(`focus out of view: ${place.name}`)
  if (place.hidden) say(`focus in a hidden part: ${place.name}`)
  if (place.shown && place.covered) say(`focus covered: ${place.name}`)
}

export async function page(tab, { url, find }) {
  for (const width of [1440, 390]) {
    const heard = new Set()
    const say = (what) => { if (heard.size < 6) heard.add(what) }
    await look(tab, width)
    await tab.goto(url, { waitUntil: 'load' })
    await tab.keyboard.press('Tab')
    const first = await focused(tab)
    if (!first?.skip) say(`Tab goes first to ${first?.name ?? 'nothing'}, not to the skip link`)
    else judge(first, say)
    await tab.keyboard.press('Enter')
    if (!(await focused(tab))?.main) say('the skip link does not move the focus to the text')
    await tab.keyboard.press('Tab')
    const next = await focused(tab)
    const links = await tab.$$eval('main a[href], main summary', (all) => all.filter((one) => one.checkVisibility()).length)
    if (links > 0 && !next?.within) say(`Tab after the skip link goes to ${next?.name ?? 'nothing'}`)

    await tab.goto(url, { waitUntil: 'load' })
    let within = false, footer = false
    for (let i = 0; i < 600; i += 1) {
      await tab.keyboard.press('Tab')
      const place = await focused(tab)
      if (!place || (i > 0 && place.skip)) break
      within ||= place.within
      footer ||= place.footer
      judge(place, say)
      if (i === 599) say('Tab does not come to an end')
    }
    if (links > 0 && !within) say('Tab does not reach the text')
    if (!footer) say('Tab does not reach the footer')
    for (const what of heard) find(`${width}: ${what}`)
  }
}
