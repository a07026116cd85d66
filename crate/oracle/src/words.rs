//! What lists and requests that are made by chance consist of.

pub(crate) const HOSTS: &[&str] = &[
    "a.example", "b.a.example", "t.example", "x.t.example", "google.de", "www.google.co.uk", "ads.t.example",
    "192.0.2.7", "t.example.com", "a.exam", "x--y.example", "t.example.",
];
pub(crate) const PATHS: &[&str] = &[
    "/", "/ad", "/ad/x.js", "/Ad?a=1&b=2", "/?b=3&utm_c=4&a=5", "/x?ad=1&ab=2#x=1", "/ads/ad/ad.js?ad=ad",
    "/a-d_x/%41d", "/x?u=https://t.example/ad&b", "/track/pixel.gif?a=", "/x//y", "/?a&&b=1",
];
pub(crate) const PAGES: &[&str] = &[
    "https://a.example/", "https://b.a.example/ad", "https://t.example/", "https://google.de/", "http://192.0.2.7/",
    "https://www.google.co.uk/x",
];
pub(crate) const FRAMES: &[&str] = &[
    "null", "about:blank", "https://x.t.example/frame", "https://a.example/", "data:text/html,x",
];
pub(crate) const TEXTS: &[&str] = &[
    "/ad", "/ad/", "^ad^", "ad.", "|https://t.", "?a=", "/x.js|", "^", "example^ad", "&b=2", "/?*a=", "/ad|", "ad*1",
    "|wss:", "|http://", "|https://", "-d_", "/ads/*/ad.", "example/", "ple/ad", "js", ".gif?", "^utm_c=",
    "track*gif", "/ad^|", "^ad^x^", "%41d", "//y", "/\\/ad[a-z\\/]+\\.js/", "/^https?:\\/\\/[^\\/]+\\/x/",
    "/[?&](a|b)=/", "/ad|x\\.t/", "/\\bad\\b/", "/example\\/\\w+\\.js$/", "/AD\\D/", "*",
    "/(pixel|track)\\.(gif|js)/", "/^wss?:/", "*ad*", "x?ad=",
];
pub(crate) const AFTER_HOST: &[&str] = &[
    "^", "^", "^", "/ad", "/*x", "^*^x", "/ad^", "/x?ad=", "/*&b=", "^a=", "/|", "", ".", ":8443/", "*ad", "^|",
];
pub(crate) const TYPES: &[&str] = &[
    "document", "subdocument", "script", "image", "stylesheet", "xmlhttprequest", "websocket", "ping", "font",
    "media", "object", "other",
];
pub(crate) const NAMES: &[&str] = &[
    "a.example", "b.a.example", "t.example", "google.*", "x.*", "google.de", "example", "co.uk", "192.0.2.7",
];
pub(crate) const MODIFIERS: &[&str] = &[
    "removeparam=a", "removeparam=b", "removeparam=ab", "removeparam", "removeparam=/^utm_/", "removeparam=utm_c",
    "redirect=noopjs", "redirect-rule=noopjs", "csp=script-src 'none'", "removeparam=~a", "redirect=1x1.gif:100",
];
pub(crate) const OPTIONS: &[&str] = &[
    "third-party", "~third-party", "1p", "3p", "all", "important", "match-case", "method=get", "method=post|put",
    "method=~post", "denyallow=a.example|x.t.example", "badfilter", "popup", "_", "to=t.example", "~image,~font",
];

/// What addresses and patterns are put together from.
pub(crate) const PIECES: &[&str] = &[
    "/", "ad", "x", ".js", "-", "_", "a", "b", "12", "%2F", ".", "&", "=", "utm",
];
/// What patterns alone have.
pub(crate) const WILD: &[&str] = &[
    "^", "*", "^", "*", "/",
];
