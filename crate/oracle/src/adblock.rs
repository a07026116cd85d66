//! Brave's engine over rules that the core has read, each list by itself. What a difference means is not known here.

use std::borrow::Cow;
use std::sync::Once;

use adblock::lists::{FilterSet, ParseOptions, ParsedLine, RuleTypes, parse_filter};
use adblock::request::Request;
use adblock::sourcemap::FilterRuleDebugInfo;
use adblock::url_parser::{ResolvesDomain, set_domain_resolver};
use bystander_core::lists::{Pattern, Reading, RuleLine};
use bystander_core::party::registrable_domain;
use bystander_core::{Facts, RequestType};

/// What adblock makes of a request.
#[derive(Debug, PartialEq, Eq)]
pub struct Opinion<'a> {
    /// It is blocked.
    pub stops: bool,
    /// Where it goes otherwise: its address without the parameters that rules remove.
    pub url: String,
    /// The rule that blocks, whatever exceptions say.
    pub blocking: Option<&'a RuleLine<'a>>,
    /// The exception that spares it.
    pub sparing: Option<&'a RuleLine<'a>>,
}

pub(crate) struct Adblock<'a> {
    engine: adblock::Engine,
    readings: &'a [Reading<'a>],
}

impl<'a> Adblock<'a> {
    pub(crate) fn over(readings: &'a [Reading<'a>]) -> Self {
        static RESOLVER: Once = Once::new();
        RESOLVER.call_once(|| {
            // Nobody else in the process sets one.
            let _ = set_domain_resolver(Box::new(CoreSuffixes));
        });
        let mut set = FilterSet::new(true);
        for reading in readings {
            let text: String = reading.rules.iter().flat_map(|line| [written(line), "\n".into()]).collect();
            set.add_filter_list(text, options());
        }
        // What it makes one rule of several, it cannot name.
        Self { engine: adblock::Engine::new_with_filter_set_no_optimize(set), readings }
    }

    /// `None` for an address that it cannot read.
    pub(crate) fn ask(&self, facts: &Facts) -> Option<Opinion<'a>> {
        let (url, method) = (facts.url.as_str(), method(facts));
        let request = Request::new(url, facts.frame.as_str(), type_name(facts.kind), &method).ok()?;
        let result = self.engine.check_network_request(&request);
        let line = |found: Option<&FilterRuleDebugInfo>| {
            let place = found?.source_location.as_ref()?;
            self.readings.get(place.source_index as usize)?.rules.get(place.line_number as usize)
        };
        Some(Opinion {
            stops: result.should_block(),
            blocking: line(result.filter.as_ref()),
            sparing: line(result.exception.as_ref()),
            url: result.rewritten_url.unwrap_or_else(|| url.to_owned()),
        })
    }
}

/// Why the engine does not have the rule; `None` where it has it.
pub(crate) fn refusal(line: &RuleLine<'_>) -> Option<String> {
    match parse_filter(&written(line), false, options()) {
        Ok(ParsedLine::Network(rule)) if rule.opt_to_domains.is_some() || rule.opt_not_to_domains.is_some() => {
            Some("it ignores rules with to".to_owned())
        }
        Ok(ParsedLine::Network(_)) => None,
        Ok(ParsedLine::Cosmetic(_)) => Some("no network rule".to_owned()),
        Err(error) => Some(format!("{error:?}")),
    }
}

/// The line, or what a hosts file says in words that the engine reads in any list.
fn written<'a>(line: &RuleLine<'a>) -> Cow<'a, str> {
    match &line.rule.pattern {
        Pattern::Host(host) if !line.text.starts_with(['|', '@']) => format!("||{host}^").into(),
        _ => line.text.into(),
    }
}

fn options() -> ParseOptions {
    ParseOptions { rule_types: RuleTypes::NetworkOnly, ..ParseOptions::default() }
}

/// A socket has none, for the core.
fn method(facts: &Facts) -> String {
    let named = facts.method.names().next().filter(|_| facts.kind != RequestType::WebSocket);
    named.unwrap_or_default().to_ascii_uppercase()
}

fn type_name(kind: RequestType) -> &'static str {
    match kind {
        RequestType::Document => "main_frame",
        RequestType::Subdocument => "sub_frame",
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

/// The core's table, which is held to the Public Suffix List by a test of its own.
struct CoreSuffixes;

impl ResolvesDomain for CoreSuffixes {
    fn get_host_domain(&self, host: &str) -> (usize, usize) {
        let unrooted = host.strip_suffix('.').unwrap_or(host).len();
        (unrooted - registrable_domain(host).len(), host.len())
    }
}
