//! One network rule as written: its pattern and its options, still text.
//!
//! `adblock` keeps `domain=` values only as hashes and accepts more than it obeys, so the screen and the compiler of
//! DNR rules read the line themselves. Meaning is theirs; here is only where one part ends and the next begins.

use std::fmt;

/// Names of options that choose request types, pages apart.
const TYPES: &[&str] = &[
    "beacon",
    "css",
    "font",
    "frame",
    "image",
    "media",
    "object",
    "object-subrequest",
    "other",
    "ping",
    "script",
    "stylesheet",
    "subdocument",
    "websocket",
    "xhr",
    "xmlhttprequest",
];

/// A network rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleLine<'a> {
    /// Number of the line in its list, from 1.
    pub line: u32,
    /// The line as written, without surrounding white space.
    pub text: &'a str,
    /// `@@` stood before the pattern.
    pub exception: bool,
    /// What stands between `@@` and `$`.
    pub pattern: &'a str,
    /// What stands after `$`, in order.
    pub options: Vec<RuleOption<'a>>,
}

/// One option of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleOption<'a> {
    /// A `~` stood before the name.
    pub negated: bool,
    /// As written; aliases are not resolved.
    pub name: &'a str,
    /// What stands after `=`; `None` without one.
    pub value: Option<&'a str>,
}

impl<'a> RuleLine<'a> {
    /// Takes a line apart. As in `adblock`, the *last* `$` begins the options and commas always separate.
    pub fn parse(line: u32, text: &'a str) -> Self {
        let (exception, body) = text.strip_prefix("@@").map_or((false, text), |body| (true, body));
        let (pattern, options) = body.rsplit_once('$').map_or((body, None), |(p, o)| (p, Some(o)));
        let options = options.into_iter().flat_map(|options| options.split(',')).map(RuleOption::parse).collect();
        Self { line, text, exception, pattern, options }
    }

    /// The value of the first option called by one of `names`; `Some("")` for an option without value.
    pub fn option(&self, names: &[&str]) -> Option<&'a str> {
        self.options.iter().find(|option| names.contains(&option.name)).map(|option| option.value.unwrap_or(""))
    }

    /// Whether an option is called by one of `names`.
    pub fn has(&self, names: &[&str]) -> bool {
        self.option(names).is_some()
    }

    /// Whether the rule names `document` or `all`: only such a rule acts on pages, removing parameters apart.
    pub fn names_documents(&self) -> bool {
        self.has(&["document", "doc", "all"])
    }

    /// Whether the rule names any request type, positively or negatively.
    pub fn names_types(&self) -> bool {
        self.names_documents() || self.has(TYPES)
    }

    /// The rule as a blocking rule with the same pattern and options, except those called `name`.
    pub fn without(&self, name: &str) -> String {
        let kept = self.options.iter().filter(|option| option.name != name);
        let options: Vec<_> = kept.map(ToString::to_string).collect();
        if options.is_empty() { self.pattern.to_owned() } else { format!("{}${}", self.pattern, options.join(",")) }
    }

    /// The pattern is a regular expression. As in `adblock`, slashes at both ends make it one.
    pub fn regex(&self) -> Option<&'a str> {
        self.pattern.strip_prefix('/')?.strip_suffix('/').filter(|regex| !regex.is_empty())
    }

    /// The values of `domain=` or `from=`, with their negation: `~a.example` gives `(true, "a.example")`.
    pub fn domains(&self) -> impl Iterator<Item = (bool, &'a str)> {
        let value = self.option(&["domain", "from"]).filter(|value| !value.is_empty());
        value
            .into_iter()
            .flat_map(|value| value.split('|'))
            .map(|domain| domain.strip_prefix('~').map_or((false, domain), |domain| (true, domain)))
    }
}

impl<'a> RuleOption<'a> {
    fn parse(text: &'a str) -> Self {
        let (negated, text) = text.strip_prefix('~').map_or((false, text), |text| (true, text));
        let (name, value) = text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value)));
        Self { negated, name, value }
    }
}

impl fmt::Display for RuleOption<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.negated { "~" } else { "" };
        match self.value {
            Some(value) => write!(f, "{sign}{}={value}", self.name),
            None => write!(f, "{sign}{}", self.name),
        }
    }
}
