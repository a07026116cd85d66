//! What is wrong with the catalogue's files, each problem with its file and line. Every file is read and every problem
//! found before anything is refused.

mod placeholders;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use bystander_core::catalogue::Pattern;
use bystander_core::party::{entities, registrable_domain};
use serde::de::DeserializeOwned;
use toml::Spanned;

use super::text::{NetworkText, Place, Source, SourceText, SupplementText};

/// One thing that is wrong.
#[derive(Debug)]
pub(crate) struct Problem {
    file: PathBuf,
    line: usize,
    what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.file.display(), self.line, self.what)
    }
}

/// A file and what is wrong in it so far.
pub(super) struct File<'a> {
    path: &'a Path,
    text: &'a str,
    problems: Vec<Problem>,
}

/// Where a pattern stands, for those who find it again.
struct Stated {
    pattern: Pattern,
    file: PathBuf,
    line: usize,
    written: String,
    requests: Requests,
}

/// Which requests a pattern is for. What pixels name, nothing else may.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Requests {
    All,
    Frames,
    Scripts,
}

impl<'a> File<'a> {
    pub(super) fn new(path: &'a Path, text: &'a str) -> Self {
        Self { path, text, problems: Vec::new() }
    }

    /// Reads the file's shape, or says what is wrong with it.
    pub(super) fn read<T: DeserializeOwned>(&mut self) -> Option<T> {
        match toml::from_str(self.text) {
            Ok(read) => Some(read),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                self.add(at, error.message().to_owned());
                None
            }
        }
    }

    pub(super) fn finish(self) -> Vec<Problem> {
        self.problems
    }

    /// Whatever one network's file can be wrong about by itself.
    pub(super) fn check_network(&mut self, network: &NetworkText) {
        self.check_placeholders(network);
        for address in [&network.site, &network.policy] {
            self.check_address(address);
        }
        self.check_sources(&network.sources, &sources_of(network));
        self.unique("domain", network.domains.iter());
        for domain in &network.domains {
            let name = domain.get_ref().strip_suffix(".*").unwrap_or(domain.get_ref());
            if Pattern::parse(&format!("{name}/")).is_err() || name.is_empty() {
                self.add(start(domain), format!("'{}' is no domain", domain.get_ref()));
            }
            let below = format!("x.{}", domain.get_ref());
            if registrable_domain(&below) == below {
                self.add(start(domain), format!("'{}' is a public suffix", domain.get_ref()));
            }
        }
        for place in [Place::Network, Place::Site] {
            let there = network.cookies.iter().filter(|cookie| cookie.on == place);
            self.unique("cookie", there.map(|cookie| &cookie.name));
        }
        self.unique("link parameter", network.links.iter().map(|link| &link.parameter));
        self.unique("shim", network.shims.iter().map(|shim| &shim.address));
        for address in network.shims.iter().map(|shim| &shim.address) {
            if let Err(error) = Pattern::parse(address.get_ref()) {
                self.add(start(address), format!("'{}': {error}", address.get_ref()));
            }
        }
        let ids = network.widgets.iter().map(|widget| &widget.id).chain(network.pixels.iter().map(|pixel| &pixel.id));
        self.unique("id", ids);
        for lifetime in network.cookies.iter().flat_map(|cookie| &cookie.lifetime) {
            if !is_lifetime(lifetime.get_ref()) {
                self.add(start(lifetime), format!("'{}' is no lifetime (session, or 2 years)", lifetime.get_ref()));
            }
        }
        for cookie in network.cookies.iter().filter(|cookie| cookie.lifetime.len() > 2) {
            self.add(start(&cookie.name), "a lifetime is one, or the shortest and the longest".to_owned());
        }
        for pixel in &network.pixels {
            self.unique("parameter", pixel.parameters.iter().map(|parameter| &parameter.name));
            let is_known = |id: &Spanned<String>| network.pixels.iter().any(|other| other.id.get_ref() == id.get_ref());
            if let Some(other) = pixel.parameters_of.as_ref().filter(|id| !is_known(id)) {
                self.add(start(other), format!("no pixel '{}' in this file", other.get_ref()));
            }
        }
        for proxy in network.pixels.iter().filter_map(|pixel| pixel.proxy.as_ref()) {
            if proxy.keys.len() < 2 {
                self.add(start(&proxy.source), "a proxy is known by two keys at least".to_owned());
            }
            let is_path = |path: &str| path.starts_with('/') && Pattern::parse(path).is_ok();
            if let Some(path) = proxy.path.as_ref().filter(|path| !is_path(path.get_ref())) {
                self.add(start(path), format!("'{}' is no path", path.get_ref()));
            }
        }
        for widget in &network.widgets {
            if widget.frames.is_empty() && widget.scripts.is_empty() && widget.elements.is_empty() {
                self.add(start(&widget.id), "a widget needs frames, scripts or elements".to_owned());
            }
            for pattern in widget.frames.iter().chain(&widget.scripts) {
                self.check_own(pattern, network);
            }
        }
    }

    /// At level gentle a widget's requests are stripped, and Chrome strips by the network's domains.
    fn check_own(&mut self, pattern: &Spanned<String>, network: &NetworkText) {
        let Ok(known) = Pattern::parse(pattern.get_ref()) else { return };
        if !network.domains.iter().any(|domain| lies_under(known.host(), domain.get_ref())) {
            self.add(start(pattern), format!("'{}' is on none of the network's domains", pattern.get_ref()));
        }
    }

    fn check_sources(&mut self, stated: &BTreeMap<String, Spanned<SourceText>>, cited: &[&Source]) {
        for source in stated.values() {
            self.check_address(&source.get_ref().address);
            let date = &source.get_ref().date;
            if !is_date(date.get_ref()) {
                self.add(start(date), format!("'{}' is no date (2026-11-23)", date.get_ref()));
            }
        }
        for source in cited {
            if source.get_ref().names().is_empty() {
                self.add(start(source), "a fact needs a source".to_owned());
            }
            for name in source.get_ref().names().iter().filter(|name| !stated.contains_key(*name)) {
                self.add(start(source), format!("no source '{name}' in this file"));
            }
        }
        let is_cited = |name: &String| cited.iter().any(|source| source.get_ref().names().contains(name));
        for (name, source) in stated.iter().filter(|(name, _)| !is_cited(name)) {
            self.add(start(source), format!("nobody cites the source '{name}'"));
        }
    }

    fn check_address(&mut self, address: &Spanned<String>) {
        if !address.get_ref().starts_with("https://") {
            self.add(start(address), format!("'{}' is no https address", address.get_ref()));
        }
    }

    fn unique<'t>(&mut self, what: &str, names: impl Iterator<Item = &'t Spanned<String>>) {
        let mut seen: Vec<&str> = Vec::new();
        for name in names {
            if seen.contains(&name.get_ref().as_str()) {
                self.add(start(name), format!("the {what} '{}' is stated twice", name.get_ref()));
            }
            seen.push(name.get_ref());
        }
    }

    fn add(&mut self, at: usize, what: String) {
        let line = line_of(self.text, at);
        self.problems.push(Problem { file: self.path.to_owned(), line, what });
    }
}

/// Whatever the supplement can be wrong about by itself.
pub(super) fn check_supplement(file: &mut File<'_>, supplement: &SupplementText) {
    let cited: Vec<&Source> = supplement.companies.iter().map(|company| &company.source).collect();
    file.check_sources(&supplement.sources, &cited);
    file.unique("domain", supplement.companies.iter().flat_map(|company| &company.domains));
}

/// What several files can be wrong about together: domains of two networks, and patterns that cover each other.
pub(super) fn check_together(files: &[(PathBuf, String, NetworkText)]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut owners: BTreeMap<&str, &Path> = BTreeMap::new();
    let mut stated: Vec<Stated> = Vec::new();
    for (path, text, network) in files {
        for domain in &network.domains {
            // Twice in one file is told there.
            if let Some(other) = owners.insert(domain.get_ref(), path).filter(|other| other != path) {
                let what = format!("the domain '{}' is stated in {} too", domain.get_ref(), other.display());
                problems.push(Problem { file: path.clone(), line: line_of(text, start(domain)), what });
            }
        }
        for (written, requests) in patterns_of(network) {
            let line = line_of(text, start(written));
            match Pattern::parse(written.get_ref()) {
                Ok(pattern) => {
                    let written = written.get_ref().clone();
                    stated.push(Stated { pattern, file: path.clone(), line, written, requests });
                }
                Err(error) => {
                    let what = format!("'{}': {error}", written.get_ref());
                    problems.push(Problem { file: path.clone(), line, what });
                }
            }
        }
    }
    problems.extend(placeholders::check_makers(files));
    for (place, one) in stated.iter().enumerate() {
        for (other_place, other) in stated.iter().enumerate() {
            // Of two that are alike, one is told of.
            let is_alike = covers(one, other);
            if place != other_place && covers(other, one) && (!is_alike || place > other_place) {
                let (file, line) = (other.file.display(), other.line);
                let what = format!("'{}' is covered by '{}' ({file}:{line})", one.written, other.written);
                problems.push(Problem { file: one.file.clone(), line: one.line, what });
            }
        }
    }
    problems
}

/// Whether what fits `small` fits `large` as well, judged by a sample.
fn covers(large: &Stated, small: &Stated) -> bool {
    let same_host = lies_under(small.pattern.host(), large.pattern.host());
    let same_requests =
        large.requests == small.requests || large.requests == Requests::All || small.requests == Requests::All;
    same_host && same_requests && large.pattern.matches_path(&small.pattern.sample())
}

/// Whether `host` is `parent` or one of its subdomains; either may be `name.*`.
fn lies_under(host: &str, parent: &str) -> bool {
    let below = host.strip_suffix(parent).is_some_and(|label| label.is_empty() || label.ends_with('.'));
    below || entities(host).any(|entity| entity == parent)
}

fn patterns_of(network: &NetworkText) -> impl Iterator<Item = (&Spanned<String>, Requests)> {
    let all = network.pixels.iter().flat_map(|pixel| pixel.endpoints.iter().chain(&pixel.loaders));
    let frames = network.widgets.iter().flat_map(|widget| &widget.frames);
    let scripts = network.widgets.iter().flat_map(|widget| &widget.scripts);
    let all = all.map(|pattern| (pattern, Requests::All));
    all.chain(frames.map(|pattern| (pattern, Requests::Frames)))
        .chain(scripts.map(|pattern| (pattern, Requests::Scripts)))
}

/// The source of every fact in the file.
pub(super) fn sources_of(network: &NetworkText) -> Vec<&Source> {
    let mut sources = vec![&network.source];
    sources.extend(network.share.as_ref().map(|fact| &fact.source));
    sources.extend(network.cookies.iter().map(|fact| &fact.source));
    sources.extend(network.links.iter().map(|fact| &fact.source));
    sources.extend(network.shims.iter().map(|fact| &fact.source));
    sources.extend(network.widgets.iter().map(|fact| &fact.source));
    for pixel in &network.pixels {
        sources.push(&pixel.source);
        sources.extend(pixel.parameters.iter().map(|fact| &fact.source));
        sources.extend(pixel.proxy.as_ref().map(|fact| &fact.source));
    }
    sources
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let is_digits = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let is_up_to = |part: &str, last: u32| part.parse().is_ok_and(|number| (1..=last).contains(&number));
    match parts[..] {
        [year, month, day] if is_digits && [year.len(), month.len(), day.len()] == [4, 2, 2] => {
            is_up_to(month, 12) && is_up_to(day, 31)
        }
        _ => false,
    }
}

fn is_lifetime(text: &str) -> bool {
    let units = ["second", "minute", "hour", "day", "week", "month", "year"];
    let is_span = text.split_once(' ').is_some_and(|(number, unit)| {
        let is_number = number.parse::<u32>().is_ok_and(|number| number > 0);
        is_number && units.contains(&unit.strip_suffix('s').unwrap_or(unit))
    });
    text == "session" || is_span
}

fn start<T>(spanned: &Spanned<T>) -> usize {
    spanned.span().start
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}
