//! Options: what stands after `$`, in the words of other blockers.

use std::collections::BTreeSet;

use super::line::{OptionText, Parts};
use super::pattern::{self, is_host};
use super::skip::SkipReason;
use crate::address::ascii_host;
use crate::facts::RequestType;
use crate::lists::{Case, Effect, Header, Methods, Name, Names, NetworkRule, Parameter, Pattern, Rank, Stub, Types};
use crate::party::Party;

/// What the options of a line say, gathered.
#[derive(Default)]
pub(super) struct Options {
    pub(super) cancels: bool,
    rank: Rank,
    pub(super) case: Case,
    named: Vec<RequestType>,
    excluded: Vec<RequestType>,
    /// `$popup`, which is no request type here.
    names_popups: bool,
    parties: BTreeSet<Party>,
    frames: Option<Names>,
    to: Option<Names>,
    denied: BTreeSet<Name>,
    methods: Option<Methods>,
    modifier: Option<Modifier>,
    /// `$document` itself, not `$all`; or `$urlblock`.
    names_pages: bool,
}

enum Modifier {
    Redirect(String),
    RedirectRule(String),
    RemoveParam(Parameter),
    Header(Header, Option<String>),
}

impl Options {
    pub(super) fn of(parts: &Parts<'_>) -> Result<Self, SkipReason> {
        let mut options = Self::default();
        for option in &parts.options {
            options.read(option)?;
        }
        Ok(options)
    }

    /// The rule of these options and `pattern`.
    pub(super) fn rule(self, pattern: Pattern, is_exception: bool) -> Result<NetworkRule, SkipReason> {
        let rank = self.rank;
        let party = self.party()?;
        let types = self.types(is_exception, party)?;
        let hosts = Names { exclude: self.denied, ..Names::default() }.and(self.to.unwrap_or_default());
        let effect = match (self.modifier, is_exception) {
            (None, false) => Effect::Block(rank),
            (None, true) if self.names_pages => Effect::AllowPage(rank),
            (None, true) => Effect::Allow(rank),
            // Without the stub it blocks all the same.
            (Some(Modifier::Redirect(name)), false) => {
                Stub::named(&name).map_or(Effect::Block(rank), |stub| Effect::Redirect(rank, stub))
            }
            (Some(Modifier::RedirectRule(name)), false) => Effect::RedirectRule(stub(&name)?),
            (Some(Modifier::Redirect(name) | Modifier::RedirectRule(name)), true) => {
                Effect::NoStub(if name.is_empty() { None } else { Some(stub(&name)?) })
            }
            (Some(Modifier::RemoveParam(parameter)), false) => Effect::Clean(parameter),
            (Some(Modifier::RemoveParam(parameter)), true) => Effect::Keep(parameter),
            (Some(Modifier::Header(header, value)), true) => Effect::NoHeader(header, value),
            (Some(Modifier::Header(header, Some(value))), false) => Effect::Header(header, value),
            (Some(Modifier::Header(header, None)), false) => return Err(SkipReason::Value(header.name())),
        };
        let methods = self.methods.unwrap_or(Methods::ALL);
        Ok(NetworkRule { effect, pattern, types, party, frames: self.frames.unwrap_or_default(), hosts, methods })
    }

    fn read(&mut self, option: &OptionText<'_>) -> Result<(), SkipReason> {
        let OptionText { is_negated, name, value } = option;
        if let Some(kinds) = types_named(name) {
            if !value.is_empty() {
                return Err(SkipReason::Option(name.clone()));
            }
            // `~document` says what holds anyway.
            let into = if *is_negated { &mut self.excluded } else { &mut self.named };
            into.extend(kinds);
            self.names_pages |= matches!(name.as_str(), "document" | "doc") && !is_negated;
            return Ok(());
        }
        match (name.as_str(), is_negated) {
            ("third-party" | "3p", false) | ("first-party" | "1p", true) => _ = self.parties.insert(Party::Third),
            ("first-party" | "1p", false) | ("third-party" | "3p", true) => _ = self.parties.insert(Party::First),
            ("popup" | "popunder", _) => self.names_popups |= !is_negated,
            // Nothing, for those who like to break lines with it.
            (noop, false) if noop.bytes().all(|byte| byte == b'_') => {}
            ("important", false) => self.rank = Rank::Important,
            ("match-case", false) => self.case = Case::Matters,
            ("badfilter", false) => self.cancels = true,
            // Of AdGuard: what pages load is not blocked.
            ("urlblock", false) => {
                self.named.push(RequestType::Document);
                self.names_pages = true;
            }
            ("domain" | "from", false) => once(&mut self.frames, Names::parse("domain", value)?)?,
            ("to", false) => once(&mut self.to, Names::parse("to", value)?)?,
            ("denyallow", false) => self.denied.extend(Names::parse("denyallow", value)?.include),
            ("method", false) => once(&mut self.methods, methods(value)?)?,
            ("redirect" | "rewrite", false) => {
                let name = value.strip_prefix("abp-resource:").unwrap_or(value);
                once(&mut self.modifier, Modifier::Redirect(name.to_owned()))?;
            }
            ("empty", false) => once(&mut self.modifier, Modifier::Redirect("nooptext".to_owned()))?,
            ("redirect-rule", false) => once(&mut self.modifier, Modifier::RedirectRule(value.clone().into_owned()))?,
            ("removeparam" | "queryprune", false) => {
                once(&mut self.modifier, Modifier::RemoveParam(Parameter::parse(value)?))?;
            }
            ("csp", false) => once(&mut self.modifier, header(Header::Csp, value))?,
            // In lists a `|` stands for a comma.
            ("permissions", false) => once(&mut self.modifier, header(Header::Permissions, &value.replace('|', ", ")))?,
            ("important", true) => return Err(SkipReason::Negated("important")),
            _ => return Err(SkipReason::Option(name.clone())),
        }
        Ok(())
    }

    fn types(&self, is_exception: bool, party: Option<Party>) -> Result<Types, SkipReason> {
        use RequestType as T;
        let names_none = self.named.is_empty() && self.excluded.is_empty();
        if self.names_popups && self.named.is_empty() {
            return Err(SkipReason::Option("popup".to_owned()));
        }
        let all = match (&self.modifier, names_none) {
            (Some(Modifier::RemoveParam(_)), true) => Types::of(&[T::Document, T::Subdocument, T::XmlHttpRequest]),
            (Some(Modifier::Header(..)), true) => Types::of(&[T::Document, T::Subdocument]),
            (None, true) if is_exception => Types::ALL,
            _ if self.named.is_empty() => Types::ALL.without(T::Document),
            _ => Types::of(&self.named),
        };
        let types = self.excluded.iter().fold(all, |types, kind| types.without(*kind));
        // No browser sends a socket elsewhere.
        let types = match &self.modifier {
            Some(Modifier::RemoveParam(_)) => types.without(T::WebSocket),
            _ => types,
        };
        // A page asks for itself.
        let types = if party == Some(Party::Third) { types.without(T::Document) } else { types };
        if types.is_empty() { Err(SkipReason::Never) } else { Ok(types) }
    }

    fn party(&self) -> Result<Option<Party>, SkipReason> {
        match (self.parties.contains(&Party::First), self.parties.contains(&Party::Third)) {
            (false, false) => Ok(None),
            (true, false) => Ok(Some(Party::First)),
            (false, true) => Ok(Some(Party::Third)),
            // Both are said to be needed, and no request is both.
            (true, true) => Err(SkipReason::Never),
        }
    }
}

impl Names {
    /// Values of `option` between `|`.
    fn parse(option: &'static str, value: &str) -> Result<Self, SkipReason> {
        if value.contains('/') {
            return Err(SkipReason::HostRegex(option));
        }
        let mut names = Self::default();
        for name in value.split('|').map(str::trim).filter(|name| !name.is_empty()) {
            let (into, name) = match name.strip_prefix('~') {
                Some(name) => (&mut names.exclude, name),
                None => (&mut names.include, name),
            };
            into.insert(Name::parse(name)?);
        }
        if names == Self::default() { Err(SkipReason::Value(option)) } else { Ok(names) }
    }

    /// What both ask for.
    fn and(mut self, other: Self) -> Self {
        self.include.extend(other.include);
        self.exclude.extend(other.exclude);
        self
    }
}

impl Name {
    fn parse(written: &str) -> Result<Self, SkipReason> {
        let (name, is_entity) = written.strip_suffix(".*").map_or((written, false), |name| (name, true));
        let host = ascii_host(name).filter(|host| is_host(host)).ok_or_else(|| SkipReason::Host(written.to_owned()))?;
        Ok(if is_entity { Self::Entity(host) } else { Self::Host(host) })
    }
}

impl Parameter {
    fn parse(value: &str) -> Result<Self, SkipReason> {
        if let Some(others) = value.strip_prefix('~') {
            return match Self::parse(others)? {
                Self::All | Self::AllBut(_) => Err(SkipReason::Value("removeparam")),
                others => Ok(Self::AllBut(Box::new(others))),
            };
        }
        if value.is_empty() {
            return Ok(Self::All);
        }
        let Some((source, flags)) = value.strip_prefix('/').and_then(|rest| rest.rsplit_once('/')) else {
            return Ok(Self::Named(value.to_owned()));
        };
        let case = match flags {
            "" => Case::Matters,
            "i" => Case::Ignored,
            _ => return Err(SkipReason::Value("removeparam")),
        };
        pattern::compile(source, case)?;
        Ok(Self::Matching { source: source.to_owned(), case })
    }
}

fn types_named(name: &str) -> Option<Vec<RequestType>> {
    use RequestType as T;
    Some(match name {
        "all" => T::ALL.to_vec(),
        "document" | "doc" => vec![T::Document],
        "subdocument" | "frame" => vec![T::Subdocument],
        "stylesheet" | "css" => vec![T::Stylesheet],
        "script" => vec![T::Script],
        "image" => vec![T::Image],
        "font" => vec![T::Font],
        "object" | "object-subrequest" => vec![T::Object],
        "xmlhttprequest" | "xhr" => vec![T::XmlHttpRequest],
        "ping" | "beacon" => vec![T::Ping],
        "media" => vec![T::Media],
        "websocket" => vec![T::WebSocket],
        "other" => vec![T::Other],
        _ => return None,
    })
}

fn methods(value: &str) -> Result<Methods, SkipReason> {
    let (mut included, mut excluded) = (Methods::NONE, Methods::NONE);
    for name in value.split('|') {
        let (into, name) = match name.strip_prefix('~') {
            Some(name) => (&mut excluded, name),
            None => (&mut included, name),
        };
        if !Methods::NAMES.contains(&name.to_ascii_lowercase().as_str()) {
            return Err(SkipReason::Value("method"));
        }
        *into = into.union(Methods::named(name));
    }
    match (included == Methods::NONE, excluded == Methods::NONE) {
        (false, true) => Ok(included),
        (true, false) => Ok(excluded.others()),
        _ => Err(SkipReason::Value("method")),
    }
}

fn header(header: Header, value: &str) -> Modifier {
    Modifier::Header(header, (!value.is_empty()).then(|| value.to_owned()))
}

fn stub(name: &str) -> Result<Stub, SkipReason> {
    Stub::named(name).ok_or_else(|| SkipReason::NoStub(name.to_owned()))
}

/// A second value for what can have one would silently win over the first.
fn once<T>(place: &mut Option<T>, value: T) -> Result<(), SkipReason> {
    if place.replace(value).is_some() { Err(SkipReason::Conflict) } else { Ok(()) }
}
