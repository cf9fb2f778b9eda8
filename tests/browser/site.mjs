// A built site as the tests see it: its pages by kind, and a server for it on loopback.
import { createServer } from 'node:http'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { extname, join, sep } from 'node:path'

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8', '.json': 'application/json; charset=utf-8', '.svg': 'image/svg+xml',
  '.csv': 'text/csv; charset=utf-8', '.txt': 'text/plain; charset=utf-8', '.png': 'image/png', '.jpg': 'image/jpeg',
  '.webp': 'image/webp', '.avif': 'image/avif', '.ico': 'image/x-icon', '.woff2': 'font/woff2',
}

// What a careful host sends. A page that needs more than this fails.
export const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
  "connect-src 'self'", "manifest-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
].join('; ')

// What it sends below the page of search, whose index is read by WebAssembly. What a library might give
// to a script as text is refused on top of that.
export const SEARCH_POLICY = `${POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")}; require-trusted-types-for 'script'`

function walk(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = below ? `${below}/${entry.name}` : entry.name
      return entry.isDirectory() ? walk(folder, path) : [path]
    })
}

// The kind of page that stands at an address: the template it is made with, in effect. A
// later page of a listing is a kind of its own.
export function kindOf(address, shape) {
  const parts = address.split('/').filter(Boolean)
  const paged = parts.length > 2 && parts.at(-2) === 'page'
  if (paged) return `${kindOf(`/${parts.slice(0, -2).join('/')}/`, shape)}-paged`
  const [first, second, third] = parts
  if (!first) return 'home'
  if (address === '/404.html') return 'not-found'
  if (address === '/search/') return 'search'
  const lists = { articles: 'article', authors: 'author', series: 'series-of', archive: 'year' }
  if (first === 'sources') {
    if (!second || second === 'by-count') return second ? 'sources-by-count' : 'sources'
    return third ? 'work' : 'outlet'
  }
  if (Object.hasOwn(lists, first)) return second ? lists[first] : first
  if (first === 'corrections' && !second) return 'corrections'
  if (shape === 'article-page') return 'page'
  return second ? 'term' : 'terms'
}

export class Site {
  constructor(folder, name = 'site') {
    this.folder = folder
    this.name = name
    this.files = walk(folder).filter((path) => !path.startsWith('.'))
    const home = readFileSync(join(folder, 'index.html'), 'utf8')
    const canonical = /<link rel="canonical" href="([^"]+)"/.exec(home)?.[1]
    this.url = new URL(canonical ?? 'https://publication.example/')
    this.base = this.url.pathname
  }

  read(path) { return readFileSync(join(this.folder, path), 'utf8') }

  size(path) { return statSync(join(this.folder, path)).size }

  // Every page, with its address below the base path; pages that only lead on are left out.
  pages() {
    this.known ??= this.files.filter((path) => path.endsWith('.html')).map((path) => {
      const html = this.read(path)
      const address = `/${path.replace(/(^|\/)index\.html$/, '$1')}`
      const shape = /<main[^>]* class="([^"]*)"/.exec(html)?.[1] ?? ''
      return { path, address, kind: kindOf(address, shape), bytes: html.length, moved: /http-equiv="refresh"/i.test(html) }
    }).filter((page) => !page.moved)
    return this.known
  }

  // One page of each kind, the longest; of the kinds named in `all`, every page.
  chosen(all = []) {
    const best = new Map()
    for (const page of this.pages()) {
      const found = best.get(page.kind)
      if (!found || page.bytes > found.bytes) best.set(page.kind, page)
    }
    return this.pages().filter((page) => all.includes(page.kind) || best.get(page.kind) === page)
  }
}

// Hands the site out as a static host does, below its base path. Gives the origin and a way to stop.
const strict = (path) => ({ 'content-security-policy': path.startsWith('search/') ? SEARCH_POLICY : POLICY })

export async function serve(site, headers = strict) {
  const files = new Set(site.files)
  const server = createServer((request, response) => {
    const send = (status, path) => {
      const type = TYPES[extname(path)] ?? 'application/octet-stream'
      const bytes = readFileSync(join(site.folder, ...path.split('/').join(sep).split(sep)))
      response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff', ...headers(path) })
      response.end(request.method === 'HEAD' ? undefined : bytes)
    }
    const missing = () => {
      if (files.has('404.html')) return send(404, '404.html')
      response.writeHead(404).end()
    }
    let path
    try { path = decodeURIComponent(new URL(request.url, 'http://loopback').pathname) } catch { return missing() }
    if (!path.startsWith(site.base)) return missing()
    path = path.slice(site.base.length)
    if (path === '' || path.endsWith('/')) path += 'index.html'
    return files.has(path) ? send(200, path) : missing()
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${server.address().port}`
  return {
    origin,
    // Where a page is to be had; the page for missing addresses at one that is missing.
    at: (address) => origin + site.base.slice(0, -1) + encodeURI(address === '/404.html' ? '/no/such/page/' : address),
    stop: () => new Promise((done) => { server.closeAllConnections(); server.close(done) }),
  }
}
