// Reads `_headers` and `_redirects` with the parsers of Netlify and of Cloudflare Pages, and says
// how many rules each of them took.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [tools, headers, redirects] = process.argv.slice(2);
const at = (...path) => import(pathToFileURL(join(tools, ...path)).href);
const netlify = async (name) => {
  const manifest = join(tools, 'node_modules/@netlify', name, 'package.json');
  const { exports, main } = JSON.parse(readFileSync(manifest, 'utf8'));
  return at('node_modules/@netlify', name, typeof exports === 'string' ? exports : main);
};

const { parseAllHeaders } = await netlify('headers-parser');
const { parseAllRedirects } = await netlify('redirect-parser');
const { parseHeaders, parseRedirects } = await at('cloudflare.mjs');

const said = (host, taken, led, refused) => {
  console.log(`${host} ${taken} headers ${led} redirects ${refused.length} refused`);
  refused.forEach((why) => console.error(why));
};

const own = await parseAllHeaders({ headersFiles: [headers], configHeaders: [], minimal: true });
const led = await parseAllRedirects({ redirectsFiles: [redirects], configRedirects: [], minimal: true });
said('netlify', own.headers.length, led.redirects.length, [...own.errors, ...led.errors]);

const rules = parseHeaders(readFileSync(headers, 'utf8'));
const moved = parseRedirects(readFileSync(redirects, 'utf8'));
said('cloudflare', rules.rules.length, moved.rules.length, [...rules.invalid, ...moved.invalid]);
