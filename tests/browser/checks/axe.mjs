// axe-core: every rule of WCAG 2.0 to 2.2, A and AA, and its best practices, in light and dark,
// wide and narrow. The narrow pass opens every `details`, so that what is folded is checked too.
import { readFileSync } from 'node:fs'
import { axePath, look } from '../chromium.mjs'

export const source = readFileSync(axePath, 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export async function violations(tab) {
  return tab.evaluate(async (tags) => {
    const rules = { 'target-size': { enabled: true } }
    const result = await window.axe.run(document, {
      runOnly: { type: 'tag', values: tags }, rules, preload: false, resultTypes: ['violations'],
    })
    return result.violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 5).map(({ target, html, any, all, none }) => {
        const why = [...any, ...all, ...none][0]?.message ?? ''
        return `${id}: ${target.join(' ')} ${html.replace(/\s+/g, ' ').slice(0, 140)} (${why})`
      }))
  }, TAGS)
}

export async function page(tab, { url, find }) {
  await look(tab, 1440)
  await tab.goto(url, { waitUntil: 'load' })
  await tab.evaluate(source)
  for (const width of [1440, 390]) {
    if (width === 390) await tab.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true }))
    for (const scheme of ['light', 'dark']) {
      await look(tab, width, scheme)
      for (const what of await violations(tab)) find(`${width} ${scheme}: ${what}`)
    }
  }
}
