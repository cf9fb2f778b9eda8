// Edits a publication under watch and looks at open pages: `node live.mjs URL ROOT`. Prints what is
// not as it should be, a line each. Waits for conditions only.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { launch } from '../browser/chromium.mjs'

const [url, root] = process.argv.slice(2)
const at = (path) => new URL(path, url).href
const write = (path, text) => writeFileSync(join(root, path), text)
const read = (path) => readFileSync(join(root, path), 'utf8')
const edit = (path, from, to) => {
  const text = read(path)
  if (!text.includes(from)) throw new Error(`no ${from} in ${path}`)
  write(path, text.replace(from, to))
}
const find = (what) => console.log(what)
const HARBOUR = 'content/articles/harbour.md'
const TIDE = 'content/articles/tide.md'

const { browser, close } = await launch()
async function tab(path) {
  const page = await browser.newPage()
  page.on('pageerror', (error) => find(`${path}: ${error.message}`))
  await page.setViewport({ width: 1180, height: 820 })
  await page.goto(at(path))
  await until(page, `${path} hears`, () => document.getElementById('chancery-preview').dataset.heard)
  await page.evaluate(() => { window.first = true })
  return page
}
async function until(page, what, condition, ...values) {
  try {
    await page.waitForFunction(condition, { timeout: 15_000 }, ...values)
  } catch {
    find(`does not come: ${what}`)
  }
}
const has = (text) => document.body.textContent.includes(text)
function same(what, found, expected) {
  const [a, b] = [found, expected].map((value) => JSON.stringify(value))
  if (a !== b) find(`${what}: ${a} instead of ${b}`)
}

const checks = {
  async 'the place, the selection and the document stay'() {
    const page = await tab('articles/harbour/')
    const look = () => {
      const block = [...document.querySelectorAll('.prose > p[id]')].find((p) => p.textContent.startsWith('Ebony'))
      return [Math.round(block.getBoundingClientRect().top), getSelection().toString().length, window.first]
    }
    await page.evaluate(() => {
      const block = [...document.querySelectorAll('.prose > p[id]')].find((p) => p.textContent.startsWith('Ebony'))
      scrollTo({ top: block.getBoundingClientRect().top - 60, behavior: 'instant' })
      getSelection().selectAllChildren(block)
    })
    const before = await page.evaluate(look)
    edit(HARBOUR, 'Amber is', `${'Zebra is a word put in above. '.repeat(20)}\n\nAmber is`)
    await until(page, 'the new paragraph, lit', () => document.querySelector('.chancery-lit')?.textContent.startsWith('Zebra'))
    same('after an insertion', await page.evaluate(look), before)
    // The first words make the id; the block is the same.
    await page.evaluate(() => { window.block = [...document.querySelectorAll('.prose > p')].find((p) => p.textContent.startsWith('Zebra')) })
    edit(HARBOUR, 'Zebra is', 'Giraffe is')
    await until(page, 'the other first word', has, 'Giraffe is')
    same('the block of the first word', await page.evaluate(() => [window.block.isConnected, window.block.id.startsWith('p-giraffe')]), [true, true])
    same('after an edit', await page.evaluate(look), before)
    await until(page, 'no light', () => !document.querySelector('.chancery-lit'))
    const differs = await page.evaluate(async () => {
      const next = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html')
      const text = (root) => {
        const copy = root.cloneNode(true)
        copy.querySelectorAll('#chancery-preview, .theme').forEach((part) => part.remove())
        return copy.innerHTML
      }
      return text(document.body) !== text(next.body)
    })
    same('differs from a page that is opened anew', differs, false)
  },
  async 'an error is shown and leaves'() {
    const page = await tab('articles/harbour/')
    edit(HARBOUR, 'title:', 'titel:')
    await until(page, 'the panel', () => document.querySelector('.chancery-panel')?.textContent.includes('harbour.md:2:1'))
    same('the page stays', await page.evaluate(has, 'Giraffe is'), true)
    edit(HARBOUR, 'titel:', 'title:')
    await until(page, 'the end of the panel', () => !document.querySelector('.chancery-panel'))
    same('the document', await page.evaluate(() => window.first), true)
  },
  async 'two pages hear, and an address is followed'() {
    const [one, two] = [await tab('articles/tide/'), await tab('articles/harbour/')]
    same('the badge', await one.$eval('.chancery-badge', (badge) => badge.textContent), 'Draft')
    edit(HARBOUR, 'Basalt is', 'Quartz is')
    await until(two, 'the edit in front', has, 'Quartz is')
    await one.bringToFront()
    edit(TIDE, 'Basalt is', 'Marble is')
    await until(one, 'the edit of the other page', has, 'Marble is')
    edit(TIDE, 'draft: true', 'slug: ebb')
    await until(one, 'the other address', () => location.pathname === '/articles/ebb/')
    await until(one, 'the end of the badge', () => !document.querySelector('.chancery-badge'))
    edit(TIDE, 'Marble is', 'Slate is')
    await until(one, 'an edit at the other address', has, 'Slate is')
    rmSync(join(root, TIDE))
    await until(one, 'the word that it is gone', () => document.querySelector('.chancery-status').textContent === 'This page is no longer there')
    same('the page stays', await one.evaluate(() => [window.first, document.body.textContent.includes('Slate is')]), [true, true])
  },
  async 'what a reader has done stays, and files are renewed'() {
    const page = await tab('form.html')
    await page.evaluate(() => {
      document.getElementById('d').open = true
      const input = document.querySelector('input')
      input.value = 'typed'
      input.focus()
      input.setSelectionRange(1, 3)
      document.querySelector('select').value = 'b'
      document.querySelector('main').prepend(Object.assign(document.createElement('b'), { textContent: 'by a script' }))
    })
    edit('static/form.html', '<details', '<p id="new">new words</p><details')
    await until(page, 'the new words', has, 'new words')
    const state = () => [
      window.first, document.getElementById('d').open, document.querySelector('input').value, document.activeElement.name,
      document.activeElement.selectionStart, document.querySelector('select').value, document.body.textContent.includes('by a script'),
    ]
    same('the state', await page.evaluate(state), [true, true, 'typed', 'i', 1, 'b', true])
    edit('static/pic.svg', 'width="10"', 'width="33"')
    await until(page, 'the image', () => document.getElementById('image').naturalWidth === 33)
    await until(page, 'the set of sources', () => document.querySelector('source').srcset.split('?v=').length === 3)
    await until(page, 'the background', () => getComputedStyle(document.querySelector('.bg')).backgroundImage.includes('?v='))
    edit('static/a.css', '.bg {', '.bg { color: rgb(9, 8, 7);')
    await until(page, 'the style', () => getComputedStyle(document.querySelector('.bg')).color === 'rgb(9, 8, 7)')
    await until(page, 'the end of the old sheet', () => document.querySelectorAll('link[rel=stylesheet]').length === 2)
    same('the document', await page.evaluate(() => window.first), true)
    write('static/s.js', 'window.ran = true')
    edit('static/form.html', '</head>', '<script src="/s.js"></script></head>')
    await until(page, 'the new script, in a new document', () => window.ran && !window.first)
  },
}

try {
  for (const [name, check] of Object.entries(checks)) {
    try { await check() } catch (error) { find(`${name}: ${error.message}`) }
  }
} finally {
  await close()
}
