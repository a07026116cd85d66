/** A small catalogue with nothing wrong in it, and changes of it that the build must refuse. */

/** By path. Two networks, one of them with everything there is. */
export const GOOD = {
  'acme.toml': `name = "Acme"
company = "Acme Inc"
kind = "social"
site = "https://acme.example/"
policy = "https://acme.example/privacy"
domains = ["acme.example", "roadrunner.*"]
source = "vendor"
cookies = [
  { name = "id", on = "network", purpose = "recognises", lifetime = ["1 day", "2 years"], source = "vendor" },
  { name = "sid", on = "network", purpose = "signs in", lifetime = ["session"], source = ["vendor", "court"] },
  { name = "id", on = "site", purpose = "remembers", source = "vendor" },
]
links = [
  { parameter = "acid", meaning = "which click", class = "click id", source = "vendor" },
  { parameter = "aref", meaning = "from where", class = "referrer", source = "vendor" },
]
shims = [
  { address = "out.acme.example/go^", target = "u", source = "vendor" },
  { address = "out.acme.example/to^", target = "u", source = "vendor" },
]

[sources.vendor]
title = "Acme, for developers"
address = "https://developers.acme.example/"
by = "vendor"
date = "2026-11-23"

[sources.court]
title = "Judgment"
address = "https://court.example/"
by = "authority"
date = "2018-02-16"

[[widgets]]
id = "like"
name = "Like button"
kind = "like"
shows = "a button"
frames = ["acme.example/like^"]
scripts = ["acme.example/sdk.js^"]
works_without_script = false
source = "vendor"

[[widgets]]
id = "share"
name = "Share button"
kind = "share"
shows = "another button"
elements = [".acme-share"]
works_without_script = true
source = "vendor"

[[pixels]]
id = "pixel"
name = "Acme Pixel"
endpoints = ["acme.example/tr^", "roadrunner.*/beep^"]
loaders = ["acme.example/pixel.js^"]
methods = ["GET"]
payload = ["query"]
event = ["ev"]
source = "vendor"
parameters = [
  { name = "dl", meaning = "the page's address", class = "page address", source = "vendor" },
  { name = "ev", meaning = "what happened", class = "event", source = "vendor" },
]

[pixels.proxy]
path = "/g/collect^"
keys = ["v", "tid"]
source = "court"

[[pixels]]
id = "beacon"
name = "Acme Beacon"
endpoints = ["acme.example/beacon^"]
methods = ["POST"]
payload = ["form"]
parameters_of = "pixel"
source = "vendor"
`,
  'bolt.toml': `name = "Bolt"
company = "Bolt Ltd"
kind = "analytics"
site = "https://bolt.example/"
policy = "https://bolt.example/privacy"
domains = ["bolt.example", "bolt-cdn.example"]
source = "community"

[sources.community]
title = "An open database"
address = "https://database.example/"
by = "community"
date = "2026-11-23"

[[pixels]]
id = "hit"
name = "Bolt"
endpoints = ["bolt.example/hit^"]
methods = ["GET"]
payload = ["query"]
source = "community"
`,
  'companies/names.toml': `[names]
"Facebook" = "Meta"
`,
  'companies/supplement.toml': `companies = [
  { name = "Coyote", kind = "ad", domains = ["coyote.example"], source = "coyote" },
]

[sources.coyote]
title = "Coyote"
address = "https://coyote.example/"
by = "vendor"
date = "2026-11-23"
`,
};

/**
 * In the file the text `from`, which is there once, becomes `to`. What is told then stands in that line, or in the one
 * that holds `at`, and contains `reason`.
 *
 * @typedef {[what: string, from: string, to: string, reason: string, at?: string]} Change
 */

const FRAMES = '["acme.example/like^"]';
const ENDPOINTS = '"roadrunner.*/beep^"]';
const DOMAINS = '"roadrunner.*"]';
const COOKIE = '{ name = "sid", on = "network"';
const SOURCES = '["vendor", "court"]';
const DATE = 'date = "2018-02-16"';
const LIFETIME = '["session"]';
const PRESS = `[sources.press]
title = "Press"
address = "https://press.example/"
by = "vendor"
date = "2026-11-23"

`;

/** @type {{ [file in keyof typeof GOOD]?: Change[] }} */
export const REFUSED = {
  'acme.toml': [
    ['a syntax error', 'kind = "social"', 'kind = social"', 'missing opening quote'],
    ['an unknown field', 'company =', 'colour = "red"\ncompany =', 'unknown field `colour`'],
    ['an unknown field of a cookie', COOKIE, `${COOKIE}, colour = "red"`, 'unknown field `colour`'],
    ['an unknown field of a pixel', 'event = ["ev"]', 'events = ["ev"]', 'unknown field `events`'],
    ['an unknown class', 'class = "click id"', 'class = "clicks"', 'unknown variant `clicks`'],
    ['an unknown kind', 'kind = "social"', 'kind = "secret"', 'unknown variant `secret`'],
    ['an unknown place', COOKIE, '{ name = "sid", on = "moon"', 'unknown variant `moon`'],
    ['an unknown kind of source', 'by = "authority"', 'by = "hearsay"', 'unknown variant `hearsay`'],
    ['no policy', 'policy = "https://acme.example/privacy"\n', '', 'missing field `policy`', 'name = "Acme"'],

    ['a fact without a source', `, source = ${SOURCES}`, '', 'missing field `source`'],
    ['an empty list of sources', SOURCES, '[]', 'a fact needs a source'],
    ['a source that is not stated', SOURCES, '["vendor", "press"]', "no source 'press' in this file"],
    [
      'a source that nobody cites',
      '[sources.court]',
      `${PRESS}[sources.court]`,
      "nobody cites the source 'press'",
    ],
    ['a date in words', DATE, 'date = "16 February 2018"', "'16 February 2018' is no date"],
    ['a date without a day', DATE, 'date = "2018-02"', "'2018-02' is no date"],
    ['a month that is none', DATE, 'date = "2018-16-02"', "'2018-16-02' is no date"],
    [
      'a source without https',
      '"https://court',
      '"http://court',
      "'http://court.example/' is no https address",
    ],
    ['a site without https', 'site = "https', 'site = "http', "'http://acme.example/' is no https address"],
    ['a policy without https', 'policy = "https', 'policy = "http', 'is no https address'],

    ['a domain twice', DOMAINS, '"acme.example"]', "the domain 'acme.example' is stated twice"],
    ['an id twice', 'id = "share"', 'id = "like"', "the id 'like' is stated twice"],
    ['an id of widget and pixel', 'id = "beacon"', 'id = "share"', "the id 'share' is stated twice"],
    ['a parameter twice', 'name = "ev"', 'name = "dl"', "the parameter 'dl' is stated twice"],
    ['a cookie twice in one place', '"sid"', '"id"', "the cookie 'id' is stated twice"],
    ['a link parameter twice', '"aref"', '"acid"', "the link parameter 'acid' is stated twice"],
    ['a shim twice', '/to^', '/go^', "the shim 'out.acme.example/go^' is stated twice"],

    [
      'a pattern twice',
      FRAMES,
      '["acme.example/like^", "acme.example/like^"]',
      "is covered by 'acme.example/like^'",
    ],
    [
      'a wider path',
      FRAMES,
      '["acme.example/like^", "acme.example/li*e^"]',
      "covered by 'acme.example/li*e^'",
    ],
    [
      'a subdomain',
      FRAMES,
      '["acme.example/like^", "w.acme.example/like/x"]',
      "covered by 'acme.example/like^'",
    ],
    ['an endpoint over a widget', '/beacon^', '/lik', "'acme.example/like^' is covered by", FRAMES],
    [
      '`name.*` over a host',
      ENDPOINTS,
      `${ENDPOINTS.slice(0, -1)}, "www.roadrunner.de/beep/2"]`,
      'is covered by',
    ],
    ['a pattern without a path', FRAMES, '["acme.example"]', 'a pattern needs a path'],
    ['a pattern with a scheme', FRAMES, '["https://acme.example/"]', 'begins with a lower-case host name'],
    ['a pattern that goes on after its end', FRAMES, '["acme.example/a|b"]', "'|' stands at its end only"],
    ['a shim that is no pattern', 'out.acme.example/to^', 'out.acme.example', 'a pattern needs a path'],
    ['a domain that is none', DOMAINS, '"roadrunner.*", "A.example"]', "'A.example' is no domain"],
    ['a widget elsewhere', FRAMES, '["bolt.example/like^"]', "is on none of the network's domains"],

    ['a lifetime that is none', LIFETIME, '["for ever"]', "'for ever' is no lifetime"],
    ['a lifetime of nothing', LIFETIME, '["0 days"]', "'0 days' is no lifetime"],
    ['three lifetimes', LIFETIME, '["1 day", "2 days", "3 days"]', 'the shortest and the longest'],
    [
      'an empty widget',
      'elements = [".acme-share"]\n',
      '',
      'needs frames, scripts or elements',
      'id = "share"',
    ],
    [
      'parameters of nothing',
      'parameters_of = "pixel"',
      'parameters_of = "dot"',
      "no pixel 'dot' in this file",
    ],
    ['a proxy with one key', '["v", "tid"]', '["v"]', 'by two keys at least', 'source = "court"'],
    ['a proxy with a host', '"/g/collect^"', '"acme.example/g^"', "'acme.example/g^' is no path"],
    ['a proxy with a bad path', '"/g/collect^"', '"/g collect"', "'/g collect' is no path"],
  ],
  'bolt.toml': [
    ['a domain of two networks', '"bolt-cdn.example"', '"acme.example"', 'acme.toml too'],
    [
      'a pattern of two networks',
      '["bolt.example/hit^"',
      '["acme.example/tr/hit"',
      "covered by 'acme.example/tr^'",
    ],
  ],
  'companies/supplement.toml': [
    ['an unknown field of a company', 'kind = "ad"', 'colour = "red"', 'unknown field `colour`'],
    ['a company without a source', ', source = "coyote"', '', 'missing field `source`'],
    ['a source of a company that is not stated', '"coyote" }', '["coyote", "sheep"] }', "no source 'sheep'"],
    [
      'a domain of a company twice',
      '["coyote.example"]',
      '["coyote.example", "coyote.example"]',
      'is stated twice',
    ],
  ],
  'companies/names.toml': [
    [
      'an entity named twice',
      '"Facebook" = "Meta"',
      '"Facebook" = "Meta"\n"Facebook" = "X"',
      'duplicate key',
      '"X"',
    ],
  ],
};
