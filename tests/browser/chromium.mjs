// Debian's Chromium, driven by puppeteer-core from target/tools.
import { createRequire } from 'node:module'
import { mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { tmpdir } from 'node:os'
import { execFileSync } from 'node:child_process'

const tools = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../target/tools')
const need = createRequire(join(tools, 'tools.js'))

function fail(what) {
  console.error(`${what} is missing: run \`bash tests/tools\``)
  process.exit(3)
}

function load(name) {
  try { return need(name) } catch { return fail(name) }
}

export const puppeteer = load('puppeteer-core')
export const axePath = (() => { try { return need.resolve('axe-core/axe.min.js') } catch { return fail('axe-core') } })()

function chromiumPath() {
  for (const name of ['chromium', 'chromium-browser']) {
    try { return execFileSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim() } catch { /* the next name */ }
  }
  return fail('chromium')
}

// The numbers of the system's address families and colours stay out of what is tested: the
// browser has a fresh profile, no proxy, no background traffic.
export async function launch() {
  const profile = mkdtempSync(join(tmpdir(), 'chancery-chromium-'))
  const browser = await puppeteer.launch({
    executablePath: chromiumPath(),
    headless: true,
    userDataDir: profile,
    protocolTimeout: 120_000,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run', '--no-proxy-server',
      '--disable-background-networking', '--disable-component-update', '--disable-default-apps', '--disable-extensions',
      '--disable-sync', '--hide-scrollbars', '--mute-audio', '--font-render-hinting=none', '--lang=en-GB',
    ],
  })
  const close = async () => {
    await browser.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 })
  }
  return { browser, close }
}

export const HEIGHTS = { 320: 640, 390: 844, 820: 1180, 1180: 820, 1440: 900, 2560: 1440 }

export async function look(page, width, scheme = 'light') {
  await page.setViewport({ width, height: HEIGHTS[width] ?? 900, deviceScaleFactor: 1 })
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ])
}
