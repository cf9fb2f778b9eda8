// Searches in built sites as readers do: `node search.mjs gallery=FOLDER`, `rtl=FOLDER` for the
// gallery in an Arabic frame. Prints what is not as it should be, a line each. Waits for
// conditions only.
import { launch, look } from './chromium.mjs'
import { Site, serve } from './site.mjs'
import { source, violations } from './checks/axe.mjs'
import { beyond, WIDTHS } from './checks/scroll.mjs'

let name = ''
const find = (what) => console.log(`${name}: ${what}`)
function same(what, found, expected) {
  const [a, b] = [found, expected].map((value) => JSON.stringify(value))
  if (a !== b) find(`${what}: ${a} instead of ${b}`)
}

// A tab that tells of whatever goes wrong in it: a breach of the policy, a word in the console, a
// file that is not there.
async function open(browser, server) {
  const tab = await browser.newPage()
  tab.on('console', (message) => find(`console: ${message.text()}`))
  tab.on('pageerror', (error) => find(`exception: ${error.message}`))
  tab.on('response', (response) => { if (response.status() !== 200) find(`status ${response.status()}: ${response.url()}`) })
  tab.on('request', (request) => { if (!request.url().startsWith(`${server.origin}/`)) find(`request to another origin: ${request.url()}`) })
  await tab.evaluateOnNewDocument(() => document.addEventListener('securitypolicyviolation', (event) =>
    console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)))
  await look(tab, 1440)
  return tab
}

const status = (tab) => tab.$eval('[role=status]', (one) => one.textContent)
const titles = (tab) => tab.$$eval('.river .card-title', (all) => all.map((one) => one.textContent))
const query = (tab) => tab.evaluate(() => location.search)
// What the status says once it has come to an end, and is not what it was.
async function until(tab, what, test, ...values) {
  try {
    await tab.waitForFunction(test, { timeout: 15_000 }, ...values)
  } catch {
    find(`does not come: ${what}; ${await status(tab)}`)
  }
}
const said = (tab, words) => until(tab, words, (words) => document.querySelector('[role=status]').textContent === words, words)
async function type(tab, words) {
  await tab.click('#search-words', { count: 3 })
  await tab.keyboard.type(words)
  await until(tab, `the address of ${words}`, (words) => new URLSearchParams(location.search).get('q') === words, words)
  await tab.waitForNetworkIdle({ idleTime: 100 })
}
async function results(tab, words) {
  await type(tab, words)
  await until(tab, `results of ${words}`, (words) => document.title.startsWith(words)
    && /result|words/.test(document.querySelector('[role=status]').textContent), words)
  return titles(tab)
}

const checks = {
  async 'words are found, and their links hold'(tab, { server, at }) {
    await tab.goto(at)
    same('before anything is typed', [await status(tab), await tab.$eval('.search-found', (one) => one.hidden)], ['', true])
    same('what is found', (await results(tab, 'retracted'))[0], 'An article that was retracted')
    same('the card', await tab.$eval('.river .card', (card) => [
      card.querySelector('time').dateTime, card.querySelector('time').textContent, card.querySelector('.kicker').textContent,
      card.querySelector('.card-facts').textContent, card.querySelector('mark').textContent.toLowerCase(),
    ]), ['2025-11-20', await day(tab, '2025-11-20'), `Retracted · ${await tab.evaluate(() => document.documentElement.lang) === 'ar' ? 'أخبار' : 'News'}`, 'By B. Formerly', 'retracted'])
    for (const href of await tab.$$eval('.river a', (all) => all.map((one) => one.href))) {
      if (!href.startsWith(server.origin + server.base)) find(`leaves the base path: ${href}`)
      const answer = await fetch(href)
      if (!answer.ok) find(`leads nowhere: ${href}`)
      const hash = new URL(href).hash.slice(1)
      if (hash && !(await answer.text()).includes(`id="${decodeURIComponent(hash)}"`)) find(`no such place: ${href}`)
    }
  },
  async 'other headlines and other languages are found'(tab, { at }) {
    await tab.goto(at)
    const first = async (words) => (await results(tab, words))[0]
    const long = 'How an article is put together: twelve sections on the order of its parts'
    for (const also of ['structure explained', 'what goes where', 'this week']) same(`headline: ${also}`, await first(also), long)
    same('Arabic', await first('المقالة'), 'كيف تُبنى المقالة: ترتيب الأجزاء من العنوان إلى قائمة المصادر')
    same('Arabic without its vowels', await first('تبنى'), 'كيف تُبنى المقالة: ترتيب الأجزاء من العنوان إلى قائمة المصادر')
    same('Persian', await first('تیتر'), 'مقاله چگونه ساخته می‌شود: ترتیب بخش‌ها از تیتر تا فهرست منابع')
    same('its language', await tab.$eval('.river .card-title bdi', (one) => [one.lang, getComputedStyle(one).direction]), ['fa', 'rtl'])
  },
  async 'what is held back is not found'(tab, { at }) {
    await tab.goto(at)
    for (const words of ['"Held back by an embargo"', '"No reader sees this"', '"article that has expired"']) {
      same(words, [await results(tab, words), await status(tab)], [[], 'No page holds these words'])
    }
  },
  async 'what is typed is text'(tab, { at }) {
    await tab.goto(at)
    await results(tab, '<img src=x onerror=alert(1)>')
    await results(tab, 'component')
    same('elements of results', await tab.$$eval('.river *', (all) => [...new Set(all.map((one) => one.localName))].sort()
      .filter((one) => !['a', 'article', 'bdi', 'div', 'h3', 'li', 'mark', 'p', 'span', 'time', 'ul'].includes(one))), [])
  },
  async 'an address is a search, and Back leads to the one before'(tab, { at }) {
    await tab.goto(at)
    await results(tab, 'retracted')
    await tab.keyboard.press('Enter')
    const [one, found] = [await status(tab), await titles(tab)]
    await results(tab, 'sources')
    const other = await titles(tab)
    same('the address', await query(tab), '?q=sources')
    await tab.goBack()
    await said(tab, one)
    same('after Back', [await query(tab), await tab.$eval('#search-words', (box) => box.value), await titles(tab)], ['?q=retracted', 'retracted', found])
    await tab.goForward()
    await until(tab, 'the search after', (first) => document.querySelector('.river .card-title')?.textContent === first, other[0])
    await tab.goto(`${at}?q=retracted`)
    await said(tab, one)
    same('by a link', await titles(tab), found)
    await tab.click('.river .card-title a')
    await until(tab, 'the article', () => document.querySelector('.article-head'))
    await tab.goBack()
    await until(tab, 'the search again', () => document.querySelector('.river .card'))
    same('back from an article', await titles(tab), found)
  },
  async 'facets narrow, and say by how much'(tab, { at }) {
    await tab.goto(at)
    await results(tab, 'article')
    const facet = (key) => tab.$$eval(`fieldset[data-key=${key}] label`, (all) => all.map((one) => [
      one.querySelector('input').value, Number(one.querySelector('span').textContent), one.querySelector('input').checked]))
    const count = async () => Number((await status(tab)).match(/^(\d+) results?$/)?.[1])
    const all = await count()
    const kinds = await facet('kind')
    same('all kinds', kinds.reduce((sum, [, count]) => sum + count, 0), all)
    const tick = async (key, value) => {
      const before = await status(tab)
      await tab.click(`fieldset[data-key=${key}] input[value="${value}"]`)
      await until(tab, `${key} ${value}`, (before) => document.querySelector('[role=status]').textContent !== before, before)
    }
    const [[first, many], [second, more]] = kinds
    await tick('kind', first)
    same(`only ${first}`, [await count(), await query(tab)], [many, `?q=article&kind=${encodeURIComponent(first)}`])
    same('the others stay to be chosen', await facet('kind'), kinds.map(([value, count]) => [value, count, value === first]))
    same('the focus stays', await tab.evaluate(() => document.activeElement.value), first)
    await tick('kind', second)
    same('either of two', await count(), many + more)
    const [author, own] = (await facet('author'))[0]
    await tick('author', author)
    same(`and by ${author}`, await count(), own)
    await tab.goBack()
    await until(tab, 'Back', (count) => document.querySelector('[role=status]').textContent === `${count} results`, many + more)
    same('not by an author any more', (await facet('author')).filter(([, , on]) => on), [])
    await tab.goto(`${at}?year=2026&sort=newest`)
    await until(tab, 'a year', () => document.querySelector('.river .card'))
    const dates = await tab.$$eval('.river time', (all) => all.map((one) => one.dateTime))
    same('the newest first', dates, [...dates].sort().reverse())
    same('of the year', dates.filter((date) => !date.startsWith('2026')), [])
  },
  async 'the keyboard does all of it'(tab, { at }) {
    await tab.goto(at)
    const focused = () => tab.evaluate(() => {
      const one = document.activeElement
      return one.id || one.className || one.name || one.localName
    })
    for (let at = 0; at < 40 && await focused() !== 'search-words'; at += 1) await tab.keyboard.press('Tab')
    same('Tab comes to the words', await focused(), 'search-words')
    await tab.keyboard.type('article')
    await tab.keyboard.press('Enter')
    await until(tab, 'results', () => document.querySelectorAll('.river .card').length === 10)
    for (let at = 0; at < 120 && !await tab.evaluate(() => document.activeElement.matches('fieldset[data-key] input')); at += 1) await tab.keyboard.press('Tab')
    const before = await status(tab)
    await tab.keyboard.press('Space')
    await until(tab, 'fewer results', (before) => document.querySelector('[role=status]').textContent !== before, before)
    await tab.keyboard.press('Space')
    await until(tab, 'all results', (before) => document.querySelector('[role=status]').textContent === before, before)
    for (let at = 0; at < 300 && await focused() !== 'search-more'; at += 1) await tab.keyboard.press('Tab')
    await tab.keyboard.press('Enter')
    await until(tab, 'more results', () => document.querySelectorAll('.river .card').length > 10)
    same('the first of them has the focus', await tab.evaluate(() =>
      document.activeElement === document.querySelectorAll('.river .card')[10].querySelector('a')), true)
    for (let at = 0; at < 400 && await focused() !== 'search-words'; at += 1) {
      await tab.keyboard.down('Shift')
      await tab.keyboard.press('Tab')
      await tab.keyboard.up('Shift')
    }
    await tab.keyboard.press('Escape')
    same('Escape clears', [await tab.$eval('#search-words', (box) => box.value), await query(tab), await status(tab), await focused()],
      ['', '', '', 'search-words'])
  },
  async 'it looks right, and is named right'(tab, { at }) {
    await tab.goto(`${at}?q=article`)
    await until(tab, 'results', () => document.querySelector('.river .card'))
    await tab.evaluate(source)
    for (const width of [1440, 390]) {
      for (const scheme of ['light', 'dark']) {
        await look(tab, width, scheme)
        await tab.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true }))
        for (const what of await violations(tab)) find(`${width} ${scheme}: ${what}`)
      }
    }
    for (const width of WIDTHS) {
      await look(tab, width)
      const far = await beyond(tab)
      if (far) find(`${width}: ${far}`)
    }
    same('names', await tab.evaluate(() => [document.querySelector('#search-words').labels.length,
      document.querySelectorAll('form[role=search]').length, document.querySelectorAll('[role=status]').length,
      document.querySelectorAll('fieldset:not(:has(legend))').length]), [1, 1, 1, 0])
  },
  async 'without a script the lists are offered'(tab, { server, at }) {
    await tab.setJavaScriptEnabled(false)
    await tab.goto(at)
    same('no form', await tab.$$eval('form, input, button', (all) => all.length), 0)
    const lists = await tab.$$eval('.search-lists a', (all) => all.map((one) => [one.textContent, one.href]))
    same('the lists', lists.slice(0, 2), [['Articles', server.at('/articles/')], ['Archive', server.at('/archive/')]])
    same('the word on it', await tab.$eval('#search .introduction', (one) => one.checkVisibility()), true)
  },
}

const day = (tab, date) => tab.evaluate((date) =>
  new Date(date).toLocaleDateString(document.documentElement.lang, { dateStyle: 'long', timeZone: 'UTC' }), date)
const RTL = ['words are found, and their links hold', 'other headlines and other languages are found', 'it looks right, and is named right',
  'the keyboard does all of it']

const { browser, close } = await launch()
for (const place of process.argv.slice(2)) {
  const [kind, folder] = place.split('=')
  const site = new Site(folder, kind)
  const server = Object.assign(await serve(site), { base: site.base })
  for (const [what, check] of Object.entries(checks)) {
    if (kind === 'rtl' && !RTL.includes(what)) continue
    if (!what.includes(process.env.ONLY ?? '')) continue
    name = `${kind}: ${what}`
    const tab = await open(browser, server)
    try {
      await check(tab, { server, at: server.at('/search/') })
    } catch (error) {
      find(`could not be checked: ${error.message}`)
    }
    await tab.close()
  }
  await server.stop()
}
await close()
