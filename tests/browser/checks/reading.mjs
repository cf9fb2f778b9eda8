// Reading needs no script: with scripts off every text stands there or can be unfolded, and
// nothing is offered that only a script could do. A chart is drawn twice, for wide and narrow pages:
// one of the two is hidden, and its data stand in a table.
import { look } from '../chromium.mjs'

export const fresh = true

async function hidden(tab) {
  return tab.evaluate(() => {
    const name = (one) => one.tagName.toLowerCase() + (one.id ? `#${one.id}` : '')
      + [...one.classList].map((word) => `.${word}`).join('')
    const seen = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      && [...one.getClientRects()].some((box) => box.width > 0 && box.height > 0)
    const out = []
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const one = text.parentElement
      if (!text.data.trim() || one.closest('script, template, noscript, title, desc, annotation, .chart svg, [aria-hidden="true"], .toc-label')) continue
      // A folded part counts as readable when its summary can be seen and pressed.
      const folded = one.closest('details:not([open])')
      const summary = folded?.querySelector(':scope > summary')
      if (folded && !(summary && (summary.contains(one) || seen(summary)))) {
        if (!seen(one)) out.push(`folded without a summary: ${name(folded)}`)
      } else if (!folded && !seen(one) && !one.closest('.toc summary')) {
        out.push(`hidden text: ${name(one)} "${text.data.trim().slice(0, 50)}"`)
      }
    }
    for (const button of document.querySelectorAll('button, [role="button"], select, input:not([disabled])')) {
      const inForm = button.closest('form')
      if (seen(button) && !inForm) out.push(`a control that only a script can serve: ${name(button)}`)
    }
    return [...new Set(out)].slice(0, 5)
  })
}

export async function page(tab, { url, find }) {
  await tab.setJavaScriptEnabled(false)
  for (const width of [1440, 390]) {
    await look(tab, width)
    await tab.goto(url, { waitUntil: 'load' })
    for (const what of await hidden(tab)) find(`${width}: ${what}`)
  }
}
