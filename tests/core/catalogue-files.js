/** A small catalogue with nothing wrong in it. */

/** By path. Two networks, one of them with everything there is. */
export const GOOD = {
  'acme.toml': `name = "Acme"
company = "Acme Inc"
kind = "social"
site = "https://acme.example/"
policy = "https://acme.example/privacy"
domains = ["acme.example", "roadrunner.*"]
source = "vendor"
mark = "acme"
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

[share]
address = "https://acme.example/share?u={url}&t={text}"
label = "Share on Acme"
short = "Share"
source = "vendor"

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
size = [110, 28]
original = [
  { from = '^https?://acme\\.example/like\\?(?:[^(]*&)?at=(\\d+)(?:&.*)?$', to = "https://acme.example/$1" },
  { from = '^https?://acme\\.example/like\\?of=(https?%3A%2F%2Facme\\.example[^&]*)$', to = "$1", decode = true },
]
source = "vendor"

[[widgets]]
id = "share"
name = "Share button"
kind = "share"
shows = "another button"
elements = [".acme-share"]
works_without_script = true
made_by = ["acme/like"]
placeholder = false
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
