//! What a network rule means, whoever carries it out: the engine ([`crate::engine`]) or Chrome ([`crate::dnr`]).
//!
//! One meaning for both is what makes them agree. How a line is read is [`super::reading`]'s; what a rule matches is the
//! engine's.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::facts::RequestType;
use crate::party::Party;

/// A network rule. Two lines that mean the same are equal, however they are written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NetworkRule {
    /// What it does with the requests it matches.
    pub effect: Effect,
    /// Which URLs it matches.
    pub pattern: Pattern,
    /// Which request types; those a rule without types has are written out here. [`RequestType::Document`] is among
    /// them only if the line names it, or is an exception or a removal that names no type.
    pub types: Types,
    /// How the request must stand to the requesting document; `None`: no matter.
    pub party: Option<Party>,
    /// `$domain`, `$from`: the requesting document's host. For a page itself, its own.
    pub frames: Names,
    /// `$to`, `$denyallow`: the host requested.
    pub hosts: Names,
    /// `$method`.
    pub methods: Methods,
}

impl NetworkRule {
    /// Blocks what has `pattern`, whatever it is but a page, and whoever asks.
    pub fn blocking(pattern: Pattern) -> Self {
        Self {
            effect: Effect::Block(Rank::Normal),
            pattern,
            types: Types::ALL.without(RequestType::Document),
            party: None,
            frames: Names::default(),
            hosts: Names::default(),
            methods: Methods::ALL,
        }
    }
}

/// What a rule does.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// The request is blocked.
    Block(Rank),
    /// `$redirect`: the request is blocked, and a stub takes its place.
    Redirect(Rank, Stub),
    /// `$redirect-rule`: if another rule blocks the request, a stub takes its place.
    RedirectRule(Stub),
    /// `@@…$redirect`, `@@…$redirect-rule`: a blocked request has no stub in its place; `None`: none at all.
    NoStub(Option<Stub>),
    /// `@@`: what blocks the request does not.
    Allow(Rank),
    /// `@@…$document`: no rule of any list acts on the pages matched, nor on what they load. The pattern and all else
    /// is about the page.
    AllowPage(Rank),
    /// `$removeparam`: parameters are removed from the URL.
    Clean(Parameter),
    /// `@@…$removeparam`: they are not.
    Keep(Parameter),
    /// `$csp`, `$permissions`: documents get this header besides their own.
    Header(Header, String),
    /// `@@…$csp`, `@@…$permissions`: they do not; `None`: whatever the value.
    NoHeader(Header, Option<String>),
}

/// Whether a rule has `$important`: an important block beats exceptions, an important exception beats that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Rank {
    #[default]
    Normal,
    Important,
}

/// Which URLs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pattern {
    /// All.
    Any,
    /// Those of this host and of the hosts below it: lower case, ASCII, no dot at either end.
    Host(String),
    /// Those that contain a text.
    Text(Text),
    /// Those that match a regular expression, which compiles.
    Regex {
        /// As written between the slashes.
        source: String,
        /// `$match-case`.
        case: Case,
    },
}

/// A text with `*` (anything) and `^` (a separator, or the end of the URL) in it. Neither begins nor ends with `*`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text {
    /// Where it begins.
    pub anchor: Anchor,
    /// ASCII, never empty; in lower case unless case matters.
    pub text: String,
    /// `…|`: the URL ends with it.
    pub ends: bool,
    /// `$match-case`.
    pub case: Case,
}

/// Where a text begins in a URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Anchor {
    /// Anywhere.
    None,
    /// `|…`: at the URL's beginning.
    Start,
    /// `||…`: at the beginning of a label of its host.
    Host,
}

/// Whether upper and lower case differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Case {
    #[default]
    Ignored,
    Matters,
}

/// Which parameters of a URL's query.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Parameter {
    /// All.
    All,
    /// The one of exactly this name.
    Named(String),
    /// Those of which `name=value`, as it stands in the URL, matches this regular expression, which compiles.
    Matching {
        /// As written between the slashes.
        source: String,
        /// `/…/i` ignores case; without the flag it matters.
        case: Case,
    },
    /// `~`: all but these.
    AllBut(Box<Parameter>),
}

/// A header of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Header {
    /// `Content-Security-Policy`.
    Csp,
    /// `Permissions-Policy`.
    Permissions,
}

impl Header {
    /// In lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csp => "content-security-policy",
            Self::Permissions => "permissions-policy",
        }
    }
}

/// Hosts a rule is limited to, and hosts it spares. The spared win.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Names {
    /// Empty: every host. A document without host is none of them.
    pub include: BTreeSet<Name>,
    /// Never these.
    pub exclude: BTreeSet<Name>,
}

/// A host, with those below it. Lower case and ASCII.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    /// This very one.
    Host(String),
    /// `name.*`, without the `.*`: this name under any of the suffixes of [`crate::party::entity_domains`].
    Entity(String),
}

/// A set of request types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Types(u16);

impl Types {
    /// None.
    pub const NONE: Self = Self(0);
    /// All, pages included.
    pub const ALL: Self = Self((1 << RequestType::ALL.len()) - 1);

    /// These.
    pub fn of(types: &[RequestType]) -> Self {
        types.iter().fold(Self::NONE, |all, kind| all.with(*kind))
    }

    /// These and one more.
    #[must_use]
    pub fn with(self, kind: RequestType) -> Self {
        Self(self.0 | 1 << kind as u16)
    }

    /// These but one.
    #[must_use]
    pub fn without(self, kind: RequestType) -> Self {
        Self(self.0 & !(1 << kind as u16))
    }

    /// Whether `kind` is among them.
    pub fn contains(self, kind: RequestType) -> bool {
        self.0 & 1 << kind as u16 != 0
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// One after the other.
    pub fn iter(self) -> impl Iterator<Item = RequestType> {
        RequestType::ALL.into_iter().filter(move |kind| self.contains(*kind))
    }

    /// As a number, for the engine's file.
    pub(crate) fn bits(self) -> u16 {
        self.0
    }
}

/// A set of HTTP methods, of those that rules may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Methods(u16);

impl Methods {
    /// Those that rules may name, in lower case.
    pub const NAMES: [&'static str; 9] =
        ["connect", "delete", "get", "head", "options", "patch", "post", "put", "other"];
    /// Every method, also such as no rule can name, and [`Methods::ABSENT`].
    pub const ALL: Self = Self((1 << (Self::NAMES.len() + 1)) - 1);
    /// None.
    pub const NONE: Self = Self(0);
    /// What a web socket has instead: no rule names it, and Chrome leaves it out where rules name methods.
    pub const ABSENT: Self = Self(1 << Self::NAMES.len());

    /// The method by its name, without regard to case; what no rule can name is `other`.
    pub fn named(name: &str) -> Self {
        let known = Self::NAMES.iter().position(|known| known.eq_ignore_ascii_case(name));
        Self(1 << known.unwrap_or(Self::NAMES.len() - 1))
    }

    /// Those of either.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those not in here.
    #[must_use]
    pub fn others(self) -> Self {
        Self(Self::ALL.0 & !self.0)
    }

    /// Whether all of `other` are in here.
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The names in here.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.into_iter().filter(move |name| self.contains(Self::named(name)))
    }

    /// As a number, for [`Methods::of_bits`].
    pub fn bits(self) -> u16 {
        self.0
    }

    /// Those whose number this is.
    pub fn of_bits(bits: u16) -> Self {
        Self(bits & Self::ALL.0)
    }
}

/// A harmless stand-in for what is blocked: a file of the extension's `stubs/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stub(u8);

/// The files, each with the names that lists have for it.
const STUBS: [(&str, &[&str]); 8] = [
    ("empty.js", &["noopjs", "noop.js", "blank-js"]),
    ("empty.css", &["noopcss", "noop.css", "blank-css"]),
    ("empty.txt", &["nooptext", "noop.txt", "blank-text", "empty"]),
    ("empty.json", &["noopjson", "noop.json"]),
    ("empty.html", &["noopframe", "noop.html", "blank-html"]),
    ("empty.gif", &["1x1-transparent.gif", "1x1.gif", "1x1-transparent-gif"]),
    (
        "empty.vast.xml",
        &["noopvast-2.0", "noopvast-3.0", "noopvast-4.0", "noop-vast2.xml", "noop-vast3.xml", "noop-vast4.xml"],
    ),
    ("empty.vmap.xml", &["noopvmap-1.0", "noop-vmap1.xml"]),
];

impl Stub {
    /// The stub that lists call `name`, a priority (`:100`) left out; `None` for one that the extension does not have.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.split_once(':').map_or(name, |(name, _)| name);
        let place = STUBS.iter().position(|(_, names)| names.contains(&name))?;
        u8::try_from(place).ok().map(Self)
    }

    /// The file in `stubs/`.
    pub fn file(self) -> &'static str {
        STUBS.get(usize::from(self.0)).map_or("", |(file, _)| *file)
    }

    /// All the files.
    pub fn files() -> impl Iterator<Item = &'static str> {
        STUBS.iter().map(|(file, _)| *file)
    }

    /// As a number, below fifteen.
    pub fn number(self) -> u8 {
        self.0
    }

    /// The stub with this number.
    pub fn numbered(number: u8) -> Option<Self> {
        (usize::from(number) < STUBS.len()).then_some(Self(number))
    }
}
