//! One `adblock` engine, asked in our words.

use adblock::request::Request;
use adblock::sourcemap::FilterRuleDebugInfo;
use adblock::url_parser::{ResolvesDomain, set_domain_resolver};

use super::EngineError;
use super::file::SavedMatcher;
use crate::facts::{Facts, RequestType};
use crate::party::{Party, entities, registrable_domain};
use crate::verdict::Rule;

/// A request as `adblock` wants it.
pub(super) struct Query(Request);

impl Query {
    /// `None` for a URL without host: no rule can match it.
    pub(super) fn of(facts: &Facts) -> Option<Self> {
        let named = facts.url.host()?;
        // The root dot makes another site of a host, not another machine; rules are written without it.
        let host = named.strip_suffix('.').unwrap_or(named);
        let url = facts.url.as_str().replacen(named, host, usize::from(named != host));
        let source = facts.frame.host().unwrap_or("");
        let source = source.strip_suffix('.').unwrap_or(source);
        let third_party = Party::of(&facts.url, &facts.frame) == Party::Third;
        let kind = name(facts.kind);
        let mut request = Request::preparsed(&url, host, source, kind, third_party, &facts.method);
        // `domain=google.*` is hashed by the crate as it is written, so a source that answers to that name matches.
        let hashes = entities(source).map(|entity| adblock::utils::fast_hash(&entity));
        request.source_hostname_hashes.get_or_insert_default().extend(hashes);
        if source.is_empty() {
            request.source_hostname_hashes = None;
        }
        Some(Self(request))
    }

    pub(super) fn request(&self) -> &Request {
        &self.0
    }
}

/// The crate's name for a type. Its `"fetch"` would count as *other*; ours never reaches it.
fn name(kind: RequestType) -> &'static str {
    match kind {
        RequestType::Document => "document",
        RequestType::Subdocument => "subdocument",
        RequestType::Stylesheet => "stylesheet",
        RequestType::Script => "script",
        RequestType::Image => "image",
        RequestType::Font => "font",
        RequestType::Object => "object",
        RequestType::XmlHttpRequest => "xmlhttprequest",
        RequestType::Ping => "ping",
        RequestType::Media => "media",
        RequestType::WebSocket => "websocket",
        RequestType::Other => "other",
    }
}

/// What one matcher found.
pub(super) struct Found {
    pub(super) block: Option<Rule>,
    /// Set only beside `block`, and never if that is `$important`.
    pub(super) exception: Option<Rule>,
    /// Whether `block` is `$important`.
    pub(super) is_important: bool,
    pub(super) without_parameters: Option<String>,
}

/// An engine of the crate, and the line in its list of each rule that was fed to it.
pub(super) struct Matcher {
    engine: adblock::Engine,
    /// By list, then by the number the crate knows the rule by.
    lines: Vec<Vec<u32>>,
}

impl Matcher {
    pub(super) fn new(engine: adblock::Engine, lines: Vec<Vec<u32>>) -> Self {
        Self { engine, lines }
    }

    pub(super) fn load(saved: SavedMatcher) -> Result<Self, EngineError> {
        let engine = load_engine(saved.engine)?;
        let lines = saved.steps.into_iter().map(|steps| steps.into_iter().scan(0, advance).collect()).collect();
        Ok(Self { engine, lines })
    }

    pub(super) fn save(&self) -> (Vec<u8>, Vec<Vec<u32>>) {
        let steps = |lines: &Vec<u32>| {
            let before = std::iter::once(&0).chain(lines);
            lines.iter().zip(before).map(|(line, before)| line - before).collect()
        };
        (self.engine.serialize(), self.lines.iter().map(steps).collect())
    }

    /// `lists` are the ids by the crate's source index.
    pub(super) fn check(&self, query: &Query, lists: &[String]) -> Found {
        let result = self.engine.check_network_request(&query.0);
        Found {
            block: result.filter.map(|rule| self.cite(rule, lists)),
            exception: result.exception.map(|rule| self.cite(rule, lists)),
            is_important: result.important,
            without_parameters: result.rewritten_url,
        }
    }

    /// The same for a request that a rule outside this matcher blocks: only an `$important` rule or an exception can
    /// change that.
    pub(super) fn check_blocked(&self, query: &Query, lists: &[String], rule: Rule) -> Found {
        let result = self.engine.check_network_request_subset(&query.0, true, true);
        let important = result.important.then_some(result.filter).flatten();
        Found {
            block: Some(important.map_or(rule, |rule| self.cite(rule, lists))),
            exception: result.exception.map(|rule| self.cite(rule, lists)),
            is_important: result.important,
            without_parameters: result.rewritten_url,
        }
    }

    fn cite(&self, rule: FilterRuleDebugInfo, lists: &[String]) -> Rule {
        let location = rule.source_location.unwrap_or_default();
        let (list, number) = (location.source_index as usize, location.line_number as usize);
        let line = self.lines.get(list).and_then(|lines| lines.get(number)).copied().unwrap_or(0);
        Rule { list: lists.get(list).cloned().unwrap_or_default(), line, text: rule.raw_line.unwrap_or_default() }
    }
}

/// The crate asks this for the registrable domain of a host; without it, it would panic wherever it parses a URL by
/// itself.
struct Resolver;

impl ResolvesDomain for Resolver {
    fn get_host_domain(&self, host: &str) -> (usize, usize) {
        let end = host.strip_suffix('.').unwrap_or(host).len();
        (end - registrable_domain(host).len(), host.len())
    }
}

/// Has the crate judge sites by our list. To be called before an engine of the crate is made.
pub(super) fn install_resolver() {
    // It can be installed once a process; the one that is there already is the same.
    let _ = set_domain_resolver(Box::new(Resolver));
}

/// An engine from the crate's own bytes.
pub(super) fn load_engine(bytes: &[u8]) -> Result<adblock::Engine, EngineError> {
    install_resolver();
    // Unlike `Engine::default()`, this does not bring the crate's list parser into the wasm.
    let mut engine = adblock::Engine::new_with_parsed_rules(Vec::new(), Vec::new());
    // The crate's own words for it would bring 20 kB of formatting into the wasm.
    engine.deserialize(bytes).map_err(|_| EngineError::Damaged("a matcher's checksum does not agree".to_owned()))?;
    Ok(engine)
}

/// Turns steps between line numbers back into line numbers.
#[expect(clippy::unnecessary_wraps, reason = "the shape `scan` wants")]
fn advance(line: &mut u32, step: u32) -> Option<u32> {
    *line = line.saturating_add(step);
    Some(*line)
}
