// Runs one check over built sites and prints what it finds, a line each.
//
//     node tests/browser/run.mjs CHECK NAME=FOLDER ...
//
// A check is a module of checks/ that exports `site(site, find)`, which reads files, or
// `page(tab, visit)`, which is called with a tab of the browser for one page of each kind and
// for every page of the kinds in `every`. Findings make the exit code 1, a missing tool 3.
import { Site, serve } from './site.mjs'

const [name, ...places] = process.argv.slice(2)
const check = await import(`./checks/${name}.mjs`)
const found = []
let visits = 0

const sites = places.map((place) => {
  const [label, folder] = place.split('=')
  return new Site(folder, label)
})

async function browse() {
  const { launch } = await import('./chromium.mjs')
  const { browser, close } = await launch()
  try {
    for (const site of sites) {
      const server = await serve(site)
      let tab = await browser.newPage()
      for (const page of check.choose ? check.choose(site) : site.chosen(['article'])) {
        if (!page.address.includes(process.env.ONLY ?? '')) continue
        const find = (what) => found.push(`${site.name} ${page.address} ${what}`)
        try {
          await check.page(tab, { site, page, url: server.at(page.address), origin: server.origin, find })
          visits += 1
        } catch (error) {
          find(`could not be checked: ${error.message}`)
        }
        // A check that listens or changes the tab gets a new one for each page.
        if (check.fresh) {
          await tab.close()
          tab = await browser.newPage()
        }
      }
      await tab.close()
      await server.stop()
    }
  } finally {
    await close()
  }
}

for (const site of sites) check.site?.(site, (what) => found.push(`${site.name} ${what}`))
if (check.page) await browse()
for (const line of found) console.log(line)
console.error(`${name}: ${found.length} findings, ${visits} pages in the browser, ${process.uptime().toFixed(1)} s`)
process.exitCode = found.length > 0 ? 1 : 0
