// No page scrolls sideways, from the narrowest phone to the widest screen.
import { look } from '../chromium.mjs'

export const WIDTHS = [320, 390, 820, 1180, 1440, 2560]

// How far the page reaches beyond the screen, and what does.
export async function beyond(tab) {
  return tab.evaluate(() => {
    const root = document.scrollingElement
    const room = root.clientWidth
    if (root.scrollWidth <= room) return null
    const name = (one) => one.tagName.toLowerCase() + (one.id ? `#${one.id}` : '')
      + [...one.classList].map((word) => `.${word}`).join('')
    const inScroller = (one) => {
      for (let up = one.parentElement; up && up !== document.body; up = up.parentElement) {
        if (getComputedStyle(up).overflowX !== 'visible') return true
      }
      return false
    }
    const guilty = [...document.body.querySelectorAll('*')].filter((one) => {
      const box = one.getBoundingClientRect()
      return box.width > 0 && (box.right > room + 0.5 || box.left < -0.5) && !inScroller(one)
    })
    const innermost = guilty.filter((one) => !guilty.some((other) => other !== one && one.contains(other)))
    const names = (innermost.length ? innermost : guilty).slice(0, 3).map((one) => {
      const box = one.getBoundingClientRect()
      const up = one.parentElement ? `${name(one.parentElement)} > ` : ''
      return `${up}${name(one)} [${Math.round(box.left)}..${Math.round(box.right)}] "${one.textContent.trim().slice(0, 40)}"`
    })
    return `${root.scrollWidth} px wide: ${names.join('; ') || 'no element found'}`
  })
}

export async function page(tab, { url, find }) {
  await look(tab, WIDTHS[0])
  await tab.goto(url, { waitUntil: 'load' })
  for (const width of WIDTHS) {
    await look(tab, width)
    const far = await beyond(tab)
    if (far) find(`${width}: ${far}`)
  }
}
