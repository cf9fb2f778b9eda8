// What can be said of the bytes: one style sheet under 30,000 bytes, scripts under 5,000 bytes
// together, those of search apart, no inline style, no inline script, no handler, nothing fetched from elsewhere.
const CSS = 30_000
const SCRIPTS = 5_000
// What only the page of search loads: a sheet and a script of its own.
const SEARCH = { sheets: 1, css: 3_000, scripts: 13_000 }
const NONE = { sheets: 0, css: 0, scripts: 0 }
const TAG = /<([a-zA-Z][\w-]*)((?:\s+[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*\/?>/g
const ATTRIBUTE = /([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/g
const FETCHED = { img: ['src', 'srcset'], script: ['src'], iframe: ['src'], source: ['src', 'srcset'], video: ['src', 'poster'],
  audio: ['src'], embed: ['src'], object: ['data'], track: ['src'], input: ['src'] }
const LINKS = ['stylesheet', 'icon', 'preload', 'modulepreload', 'prefetch', 'preconnect', 'dns-prefetch', 'manifest', 'apple-touch-icon']

function tagsOf(html) {
  const text = html.replace(/<!--[\s\S]*?-->/g, '').replace(/(<(script|style)\b[^>]*>)[\s\S]*?<\/\2>/gi, '$1')
  return [...text.matchAll(TAG)].map(([whole, name, rest]) => ({
    whole: whole.slice(0, 100),
    name: name.toLowerCase(),
    given: Object.fromEntries([...rest.matchAll(ATTRIBUTE)].map(([, key, a, b, c]) => [key.toLowerCase(), a ?? b ?? c ?? ''])),
  }))
}

function local(site, href) {
  const path = href.startsWith(site.base) ? href.slice(site.base.length) : null
  return path !== null && site.files.includes(path) ? site.size(path) : null
}

function weigh(site, files, find) {
  return files.reduce((sum, href) => {
    const size = local(site, href)
    if (size === null) find(`no such file: ${href}`)
    return sum + (size ?? 0)
  }, 0)
}

function look({ whole, name, given }, find) {
  if ('style' in given) find(`style attribute: ${whole}`)
  if (name === 'style') find('style element')
  if (name === 'script' && !('src' in given) && given.type !== 'application/ld+json') find(`inline script: ${whole}`)
  for (const key of Object.keys(given)) if (/^on[a-z]/.test(key)) find(`handler ${key}: ${whole}`)
  const fetched = name === 'link' && LINKS.some((word) => (given.rel ?? '').split(' ').includes(word)) ? ['href'] : FETCHED[name] ?? []
  for (const key of fetched) if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(given[key] ?? '')) find(`fetched from elsewhere: ${whole}`)
  if (/^\s*javascript:/i.test(given.href ?? '')) find(`script in a link: ${whole}`)
}

export function site(site, report) {
  for (const page of site.pages()) {
    const find = (what) => report(`${page.address} ${what}`)
    const tags = tagsOf(site.read(page.path))
    const sheets = tags.filter((tag) => tag.name === 'link' && tag.given.rel === 'stylesheet').map((tag) => tag.given.href)
    const scripts = tags.filter((tag) => tag.name === 'script' && tag.given.src).map((tag) => tag.given.src)
    const extra = page.kind === 'search' ? SEARCH : NONE
    if (sheets.length !== 1 + extra.sheets) find(`${sheets.length} style sheets`)
    const css = weigh(site, sheets, find)
    if (css >= CSS + extra.css) find(`${css} bytes of style, ${CSS + extra.css} allowed`)
    const script = weigh(site, scripts, find)
    if (script >= SCRIPTS + extra.scripts) find(`${script} bytes of scripts, ${SCRIPTS + extra.scripts} allowed`)
    for (const tag of tags) look(tag, find)
  }
  const all = site.files.filter((path) => path.endsWith('.js') && !/^search(\.|\/)/.test(path) && !/\.[0-9a-f]{8}\.js$/.test(path))
  const bytes = all.reduce((sum, path) => sum + site.size(path), 0)
  if (bytes >= SCRIPTS) report(`${bytes} bytes of scripts in the site, ${SCRIPTS} allowed: ${all.join(' ')}`)
  for (const path of site.files.filter((path) => path.endsWith('.css'))) {
    const text = site.read(path)
    if (/@import|url\(\s*["']?(https?:)?\/\//i.test(text)) report(`${path} fetches from elsewhere`)
  }
}
