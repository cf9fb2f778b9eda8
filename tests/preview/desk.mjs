// Looks at the desk of a publication under watch, and edits the publication: `node desk.mjs URL ROOT`.
// Prints what is not as it should be, a line each. Waits for conditions only.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { launch, look } from '../browser/chromium.mjs'
import { source, violations } from '../browser/checks/axe.mjs'

const [url, root] = process.argv.slice(2)
const at = (path) => new URL(path, url).href
const edit = (path, from, to) => {
  const text = readFileSync(join(root, path), 'utf8')
  if (!text.includes(from)) throw new Error(`no ${from} in ${path}`)
  writeFileSync(join(root, path), text.replace(from, to))
}
const find = (what) => console.log(what)
const HARBOUR = 'content/articles/harbour.md'
const DESK = '_chancery/'
const entry = (name) => `${DESK}?article=${encodeURIComponent(`content/articles/${name}.md`)}`

const { browser, close } = await launch()
async function tab(path) {
  const page = await browser.newPage()
  page.on('pageerror', (error) => find(`${path}: ${error.message}`))
  page.on('console', (message) => find(`${path}: the console says ${message.text()}`))
  page.on('response', (answer) => { if (answer.status() >= 400) find(`${path}: ${answer.status()} ${answer.url()}`) })
  await look(page, 1440)
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
function same(what, found, expected) {
  const [a, b] = [found, expected].map((value) => JSON.stringify(value))
  if (a !== b) find(`${what}: ${a} instead of ${b}`)
}
const titles = () => [...document.querySelectorAll('#articles tbody tr:not([hidden]) .title')].map((a) => a.textContent.split(' ')[1])
const focus = (page) => page.evaluate(() => document.activeElement.id)
async function clean(page, what) {
  await page.evaluate(source)
  for (const one of await violations(page)) find(`${what}: ${one}`)
}

const checks = {
  async 'the list'() {
    const page = await tab(DESK)
    same('newest first', await page.evaluate(titles), ['harbour', 'tide', 'ferry', 'wreck'])
    const rows = await page.evaluate(() => [...document.querySelectorAll('#articles tbody tr')].map((row) =>
      [...row.cells].slice(1).map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()).join(' | ')))
    same('the rows', rows, [
      'Public | 4 January 2026 | 16 1 min | 2 | 1 of 2 | 1 | 0 | 1',
      'Draft | 3 January 2026 | 15 1 min | 0 | 0 of 0 | 0 | 6 | 0',
      'Embargoed until 1 March 2026, 09:00 | 2 January 2026 | 5 1 min | 0 | 0 of 0 | 0 | 0 | 0',
      'Expired since 20 January 2026 | 1 January 2026 | 5 1 min | 0 | 0 of 0 | 0 | 0 | 0',
    ])
    await page.close()
  },
  async 'the keyboard reaches the search, which narrows'() {
    const page = await tab(DESK)
    await page.keyboard.press('/')
    same('the slash', await focus(page), 'find')
    same('is no letter of the search', await page.$eval('#find', (input) => input.value), '')
    await page.keyboard.type('FERRÝ')
    await until(page, 'one article', () => document.getElementById('shown').textContent === '1 of 4 articles')
    same('the search', await page.evaluate(titles), ['ferry'])
    await page.keyboard.press('Escape')
    same('all again', await page.evaluate(titles), ['harbour', 'tide', 'ferry', 'wreck'])
    await page.keyboard.type('nobody wrote this')
    same('nothing is said to be found', await page.$eval('#nothing', (line) => line.hidden), false)
    await page.keyboard.press('Escape')
    await page.click('input[value="draft"] + span')
    same('drafts', await page.evaluate(titles), ['tide'])
    await page.click('input[value=""] + span')
    await page.select('#need', 'unsourced')
    same('without a source', await page.evaluate(titles), ['harbour'])
    await page.close()
    const other = await tab(DESK)
    let steps = 0
    while (steps < 9 && await focus(other) !== 'find') {
      await other.keyboard.press('Tab')
      steps++
    }
    same('steps of the Tab key', [await focus(other), steps], ['find', 5])
    await other.close()
  },
  async 'a column sorts'() {
    const page = await tab(DESK)
    const sorted = () => [...document.querySelectorAll('#articles th[data-key]')].flatMap((th) => (th.ariaSort ? [`${th.dataset.key} ${th.ariaSort}`] : []))
    same('at first', await page.evaluate(sorted), ['date descending'])
    await page.click('#sort-title')
    same('by title', [await page.evaluate(sorted), await page.evaluate(titles)], [['title ascending'], ['ferry', 'harbour', 'tide', 'wreck']])
    await page.focus('#sort-title')
    await page.keyboard.press('Enter')
    same('turned', [await page.evaluate(sorted), await page.evaluate(titles)], [['title descending'], ['wreck', 'tide', 'harbour', 'ferry']])
    await page.click('#sort-words')
    same('by words', [await page.evaluate(sorted), (await page.evaluate(titles)).slice(0, 2)], [['words descending'], ['harbour', 'tide']])
    await page.reload()
    await until(page, 'the order after a reload', () => document.querySelector('[data-key=words]')?.ariaSort === 'descending')
    await page.close()
  },
  async 'an entry shows headlines and claims'() {
    const page = await tab(DESK)
    await Promise.all([page.waitForNavigation(), page.click('#articles tbody tr:nth-child(2) .title')])
    const grid = await page.evaluate(() => [...document.querySelectorAll('.grid tbody tr')].map((row) =>
      [row.cells[0].textContent, row.className, row.cells[3].textContent.trim(), Boolean(row.querySelector('.tail'))]))
    same('the grid', grid.map(([name]) => name), ['The page', 'Search', 'Social media', 'X', 'E-mail', 'Cards', 'Front page', 'Feeds', 'Print'])
    const long = grid.filter(([, name]) => name === 'over')
    same('too long', long.map(([name, , length, tail]) => [name, length, tail]), [
      ['Search', '105 of 60, too long', true], ['Social media', '105 of 70, too long', true], ['X', '105 of 70, too long', true],
      ['E-mail', '105 of 50, too long', true], ['Cards', '105 of 80, too long', true], ['Front page', '105 of 80, too long', true],
    ])
    await page.goto(at(entry('harbour')))
    const claim = await page.$eval('.claims li', (item) => [item.querySelector('p').textContent, [...item.querySelectorAll('a')].map((a) => a.getAttribute('href'))])
    same('the claim', claim, ['The quay has 40 berths for boats.', ['/articles/harbour/#p-the-quay-has-40-berths', `vscode://file${root}/${HARBOUR}:10:1`]])
    await Promise.all([page.waitForNavigation(), page.click('.claims a')])
    same('the paragraph', await page.evaluate(() => document.querySelector(':target')?.textContent.trim().slice(0, 33)), 'The quay has 40 berths for boats.')
    await Promise.all([page.waitForNavigation(), page.click('.chancery-bar a')])
    same('back at the entry', await page.$eval('h1', (title) => title.textContent), 'The harbour')
    await page.close()
  },
  async 'an edit is shown in the open desk'() {
    const page = await tab(DESK)
    await page.keyboard.press('/')
    await page.keyboard.type('harb')
    same('before', await page.evaluate(titles), ['harbour'])
    edit(HARBOUR, 'It was not always so', 'It was not always as it is')
    await until(page, 'the words', (of) => document.querySelector('#articles tbody tr:not([hidden]) [data-label=Words]').dataset.value === of, '18')
    edit(HARBOUR, 'The quay has 40 berths for boats.', 'The quay has berths for boats.')
    await until(page, 'the end of the claim', () => document.querySelector('#articles tbody tr:not([hidden]) [data-label="No source"]').dataset.value === '0')
    await until(page, 'the build', () => [...document.querySelectorAll('#build tbody tr')]
      .some((row) => row.textContent.replace(/\s+/g, ' ').trim() === '/articles/harbour/renderedview'))
    await until(page, 'the end of the build', async (of) => {
      const told = await (await fetch(of)).json()
      const count = Object.keys(told.rendered).length
      return told.written !== null && document.querySelectorAll('#build tbody tr').length === count
        && document.querySelector('.sum a').textContent.startsWith(`Build ${told.number}: ${count} of `)
    }, at(`${DESK}last-build.json`))
    const state = await page.evaluate(() => [window.first, document.getElementById('find').value, document.activeElement.id, document.getElementById('shown').textContent])
    same('the document, the search and the focus', state, [true, 'harb', 'find', '1 of 4 articles'])
    edit(HARBOUR, 'title: The harbour', 'title: The basin')
    await until(page, 'that it is found no more, save by its file', () => document.querySelector('#articles tbody tr:not([hidden]) .title')?.textContent === 'The basin')
    edit(HARBOUR, 'title: The basin', 'title: The harbour')
    await until(page, 'the old title', () => document.querySelector('#articles tbody tr:not([hidden]) .title')?.textContent === 'The harbour')
    await page.close()
  },
  async 'axe finds nothing'() {
    for (const path of [DESK, entry('harbour'), entry('tide')]) {
      const page = await tab(path)
      for (const width of [1440, 390]) {
        for (const scheme of ['light', 'dark']) {
          await look(page, width, scheme)
          await clean(page, `${path} ${width} ${scheme}`)
        }
      }
      await page.close()
    }
    const page = await tab('articles/tide/')
    await look(page, 390, 'dark')
    edit(HARBOUR, 'sources: [Gazette, Register]', 'sourcs: [Gazette, Register]')
    await until(page, 'the panel', () => document.querySelector('.chancery-panel pre'))
    same('the badge', await page.$eval('.chancery-badge', (badge) => badge.textContent), 'Draft')
    await clean(page, 'an article with the panel, 390 dark')
    edit(HARBOUR, 'sourcs:', 'sources:')
    await until(page, 'the end of the panel', () => !document.querySelector('.chancery-panel'))
    await page.close()
  },
}

try {
  for (const [name, check] of Object.entries(checks)) {
    try { await check() } catch (error) { find(`${name}: ${error.message}`) }
  }
} finally {
  await close()
}
