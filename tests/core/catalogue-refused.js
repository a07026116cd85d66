/**
 * Changes of the small catalogue that the build must refuse.
 *
 * @import { GOOD } from './catalogue-files.js'
 */

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
const SHARE = 'https://acme.example/share';
const SHARE_SOURCE = 'short = "Share"\nsource = "vendor"';
const TO = 'to = "https://acme.example/';
const SIZE = '[110, 28]';
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

    ['a share elsewhere', SHARE, 'https://bolt.example/share', "'bolt.example' is on none of the network's"],
    ['a share at a longer name', SHARE, 'https://evilacme.example/share', "'evilacme.example' is on none"],
    ['a share at no host', SHARE, 'https://a@acme.example/share', "'a@acme.example' is on none"],
    ['a share without https', SHARE, 'http://acme.example/share', 'is no https address'],
    ['a share without the page', 'u={url}&', '', 'has no {url}'],
    ['a share with something else', 't={text}', 't={title}', 'placeholders other than {url} and {text}'],
    ['a share without a source', SHARE_SOURCE, 'short = "Share"', 'missing field `source`', '[share]'],
    [
      'a share with an unknown source',
      SHARE_SOURCE,
      SHARE_SOURCE.replace('vendor', 'press'),
      "source 'press'",
      '"press"',
    ],
    ['a mark that is no slug', 'mark = "acme"', 'mark = "../acme"', "'../acme' is no slug of simple-icons"],

    ['an original of a part', 'at=(\\d+)(?:&.*)?$', 'at=(\\d+)', 'is not of a whole address'],
    ['an original of any scheme', '^https?://acme\\.example/like\\?(', '^.*(', 'is not of a whole address'],
    ['an original with a group that is none', '/$1"', '/$1/$2"', 'has no group 2'],
    ['an original elsewhere', TO, 'to = "https://bolt.example/', "'bolt.example' is on none"],
    ['an original wherever the frame says', TO, 'to = "https://$1/', "'$1' is on none"],
    ['an original without https', TO, 'to = "http://acme.example/', 'is no https address'],
    ['an original that is only decoded', 'to = "$1"', 'to = "https://acme.example/$1"', 'go together'],
    ['an original that is the frame\u2019s word', ', decode = true', '', 'go together'],
    ['an original without frames', `frames = ${FRAMES}\n`, '', 'is of a frame', 'at=('],
    [
      'an unknown field of an original',
      'decode = true',
      'decode = true, flags = "i"',
      'unknown field `flags`',
    ],
    ['a maker that is none', '"acme/like"]', '"acme/dislike"]', "no widget 'acme/dislike'"],
    ['a maker without its network', '"acme/like"]', '"like"]', "no widget 'like'"],
    ['a maker without a script', '"acme/like"]', '"acme/share"]', "'acme/share' has no script"],
    ['a size without height', SIZE, '[110, 0]', '110 × 0 is no size'],
    ['a size beyond every screen', SIZE, '[4000, 28]', '4000 × 28 is no size'],
    ['a size of one number', SIZE, '[110]', 'invalid length 1'],
    ['a placeholder in words', 'placeholder = false', 'placeholder = "no"', 'invalid type'],

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
