//! Azure Blob, played by Azurite.

use snapbox::{assert_data_eq, str};

use crate::ground::{Ground, settled};
use crate::proxy::Proxy;
use crate::servers::{azure, python};

/// The key of Azurite's account, which everybody knows; no output may hold it all the same.
const KEY: &str = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/\
                   KBHBeksoGMGw==";

/// Makes the container, or lists what is in it.
const SCRIPT: &str = "
import base64, hashlib, hmac, sys, urllib.request, xml.etree.ElementTree as tree
port, key, what = sys.argv[1:]
def ask(method, query, extra):
    headers = {'x-ms-version': '2021-08-06', 'x-ms-date': 'Thu, 05 Feb 2026 12:00:00 GMT'}
    named = ''.join(f'{name}:{value}\\n' for name, value in sorted(headers.items()))
    place = '/devstoreaccount1/devstoreaccount1/site' + ''.join(f'\\n{k}:{v}' for k, v in sorted(query.items()))
    text = f'{method}' + '\\n' * 12 + named + place
    sign = hmac.new(base64.b64decode(key), text.encode(), hashlib.sha256).digest()
    headers['Authorization'] = 'SharedKey devstoreaccount1:' + base64.b64encode(sign).decode()
    url = f'http://127.0.0.1:{port}/devstoreaccount1/site?' + '&'.join(f'{k}={v}' for k, v in query.items())
    request = urllib.request.Request(url, method=method, headers=headers)
    return urllib.request.urlopen(request).read()
if what == 'make':
    ask('PUT', {'restype': 'container'}, {})
else:
    listed = tree.fromstring(ask('GET', {'restype': 'container', 'comp': 'list'}, {}).decode('utf-8-sig'))
    for blob in listed.iter('Blob'):
        said = blob.find('Properties')
        print(blob.find('Name').text, '|', said.find('Content-Type').text, '|', said.find('Cache-Control').text)
";

#[test]
fn a_site_is_deployed_cut_off_and_taken_up() {
    let server = azure();
    let port = server.port.to_string();
    python(SCRIPT, &[&port, KEY, "make"]);
    let proxy = Proxy::new(server.port);
    let target = |port: u16| {
        format!(
            "kind = \"azure\"\naccount = \"devstoreaccount1\"\ncontainer = \"site\"\nendpoint \
             = \"http://127.0.0.1:{port}/devstoreaccount1\"\nconnections = 1\nlease = \
             4\nretries = 1\n"
        )
    };
    let mut ground = Ground::new(1, &target(proxy.port));
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
error: there are no credentials for the store
 = help: set `AZURE_STORAGE_ACCOUNT_KEY` or `AZURE_STORAGE_SAS_TOKEN`, or `AZURE_USE_AZURE_CLI=true` after `az login`
exit 3

"#]]
    );
    ground.variables.insert("AZURE_STORAGE_ACCOUNT_KEY".to_owned(), KEY.to_owned());
    proxy.hold("PUT /devstoreaccount1/site/index.html");
    let mut first = ground.start("");
    proxy.wait();
    first.kill().unwrap();
    first.wait().unwrap();
    proxy.mend();
    let said = ground.deploys("");
    assert!(!said.contains(KEY));
    assert_data_eq!(
        settled(&said),
        str![[r#"
another deploy is at work or was cut off: waiting for a sign of life
deployed to `there` (az://devstoreaccount1/site/): 10 files sent, 27 not sent again, 0 deleted
exit 0

"#]]
    );
    assert_data_eq!(
        python(SCRIPT, &[&port, KEY, "list"]),
        str![[r#"
.chancery-deploy.json | application/json | no-store
404.html | text/html; charset=utf-8 | public, max-age=0, must-revalidate
apple-touch-icon.png | image/png | public, max-age=0, must-revalidate
articles/a1/cite.bib | application/x-bibtex; charset=utf-8 | public, max-age=0, must-revalidate
articles/a1/cite.json | application/json; charset=utf-8 | public, max-age=0, must-revalidate
articles/a1/cite.ris | application/x-research-info-systems; charset=utf-8 | public, max-age=0, must-revalidate
articles/a1/index.html | text/html; charset=utf-8 | public, max-age=0, must-revalidate
articles/index.html | text/html; charset=utf-8 | public, max-age=0, must-revalidate
authors/index.html | text/html; charset=utf-8 | public, max-age=0, must-revalidate
chancery.b2bd5567.css | text/css; charset=utf-8 | public, max-age=31536000, immutable
chancery.css | text/css; charset=utf-8 | public, max-age=0, must-revalidate
cite.a4f87755.js | text/javascript; charset=utf-8 | public, max-age=31536000, immutable
cite.js | text/javascript; charset=utf-8 | public, max-age=0, must-revalidate
corrections/index.html | text/html; charset=utf-8 | public, max-age=0, must-revalidate
favicon.ico | image/vnd.microsoft.icon | public, max-age=0, must-revalidate
favicon.svg | image/svg+xml | public, max-age=0, must-revalidate
feed.json | application/feed+json; charset=utf-8 | public, max-age=0, must-revalidate
feed.xml | application/atom+xml; charset=utf-8 | public, max-age=0, must-revalidate
icon-192.png | image/png | public, max-age=0, must-revalidate
icon-512.png | image/png | public, max-age=0, must-revalidate
icon-maskable-512.png | image/png | public, max-age=0, must-revalidate
index.html | text/html; charset=utf-8 | public, max-age=0, must-revalidate
manifest.webmanifest | application/manifest+json; charset=utf-8 | public, max-age=0, must-revalidate
notes.53049fd6.js | text/javascript; charset=utf-8 | public, max-age=31536000, immutable
notes.js | text/javascript; charset=utf-8 | public, max-age=0, must-revalidate
robots.txt | text/plain; charset=utf-8 | public, max-age=0, must-revalidate
rss.xml | application/rss+xml; charset=utf-8 | public, max-age=0, must-revalidate
search.549a1f2e.js | text/javascript; charset=utf-8 | public, max-age=31536000, immutable
search.c81bbe6f.css | text/css; charset=utf-8 | public, max-age=31536000, immutable
search.css | text/css; charset=utf-8 | public, max-age=0, must-revalidate
search.js | text/javascript; charset=utf-8 | public, max-age=0, must-revalidate
search/index.html | text/html; charset=utf-8 | public, max-age=0, must-revalidate
sitemap.xml | application/xml; charset=utf-8 | public, max-age=0, must-revalidate
sources/by-count/index.html | text/html; charset=utf-8 | public, max-age=0, must-revalidate
sources/index.html | text/html; charset=utf-8 | public, max-age=0, must-revalidate
theme.b4496116.js | text/javascript; charset=utf-8 | public, max-age=31536000, immutable
theme.js | text/javascript; charset=utf-8 | public, max-age=0, must-revalidate
topics/index.html | text/html; charset=utf-8 | public, max-age=0, must-revalidate

"#]]
    );
    ground.article(1, "Another text.");
    assert_data_eq!(
        ground.deploys(""),
        str![[r#"
deployed to `there` (az://devstoreaccount1/site/): 4 files sent, 33 unchanged, 0 deleted
exit 0

"#]]
    );
    proxy.hold("PUT /devstoreaccount1/site/articles/a1/");
    ground.article(1, "A third text.");
    let first = ground.start("");
    proxy.wait();
    let other = Ground {
        variables: ground.variables.clone(),
        ..Ground::new(2, &target(server.port))
    };
    assert_data_eq!(
        other.deploys(""),
        str![[r#"
another deploy is at work or was cut off: waiting for a sign of life
error: another deploy is at work on this target
 = help: wait until it has ended, and type the command again
exit 3

"#]]
    );
    proxy.mend();
    proxy.hang_up();
    assert_data_eq!(
        ground.ended(first),
        str![[r#"
deployed to `there` (az://devstoreaccount1/site/): 4 files sent, 33 unchanged, 0 deleted
exit 0

"#]]
    );
}
