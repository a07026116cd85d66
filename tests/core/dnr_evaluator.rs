//! What Chrome makes of a request by declarativeNetRequest rules: small, slow, and written from the documentation, not
//! from the compiler. A table of Chromium's own answers keeps it honest (tests/core/dnr-evaluator.ndjson).

use bystander_core::party::registrable_domain;
use regex::bytes::RegexBuilder;
use serde::{Deserialize, Serialize};
use url::Url;

/// A rule as it stands in a ruleset.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Rule {
    pub(crate) id: u32,
    #[serde(default = "one")]
    pub(crate) priority: u32,
    pub(crate) action: Action,
    #[serde(default)]
    pub(crate) condition: Condition,
}

fn one() -> u32 {
    1
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Action {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    redirect: Option<Redirect>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Redirect {
    extension_path: Option<String>,
    regex_substitution: Option<String>,
    transform: Option<Transform>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Transform {
    query: Option<String>,
    query_transform: QueryTransform,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct QueryTransform {
    remove_params: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Condition {
    url_filter: Option<String>,
    regex_filter: Option<String>,
    is_url_filter_case_sensitive: bool,
    request_domains: Option<Vec<String>>,
    excluded_request_domains: Vec<String>,
    initiator_domains: Option<Vec<String>>,
    excluded_initiator_domains: Vec<String>,
    top_domains: Option<Vec<String>>,
    excluded_top_domains: Vec<String>,
    domain_type: Option<String>,
    resource_types: Option<Vec<String>>,
    excluded_resource_types: Vec<String>,
    request_methods: Option<Vec<String>>,
    excluded_request_methods: Vec<String>,
}

/// A request as Chrome's `testMatchOutcome` takes it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Request {
    pub(crate) url: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) initiator: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) method: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) top_url: Option<String>,
    /// The page's URL where its navigation is to count, which `testMatchOutcome` cannot be told.
    #[serde(skip)]
    pub(crate) navigation: Option<String>,
}

/// What becomes of a request in one pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    Goes,
    Blocked,
    /// To a file of the extension.
    Replaced(String),
    /// To another URL, which is asked for again.
    Redirected(String),
}

/// The rules that Chrome says it obeyed, and what becomes of the request.
pub(crate) fn outcome(rules: &[Rule], request: &Request) -> (Vec<u32>, Outcome) {
    let asked = Asked::of(request);
    let page = request.navigation.as_ref().map(|url| Request {
        url: url.clone(),
        kind: "main_frame".to_owned(),
        initiator: None,
        method: None,
        top_url: None,
        navigation: None,
    });
    let page = page.as_ref().map(Asked::of);
    let opens = |rule: &&Rule| {
        let is_opening = rule.action.kind == "allowAllRequests" && request.kind != "main_frame";
        is_opening && page.as_ref().is_some_and(|page| page.matches(&rule.condition))
    };
    let matching: Vec<&Rule> = rules.iter().filter(|rule| asked.matches(&rule.condition) || opens(rule)).collect();
    let winner = matching
        .iter()
        .filter(|rule| rule.action.kind != "modifyHeaders")
        .max_by_key(|rule| (rule.priority, rank(&rule.action.kind), std::cmp::Reverse(rule.id)));
    let floor = match winner {
        Some(rule) if rule.action.kind == "block" => return (vec![rule.id], Outcome::Blocked),
        // It hides what is below it all the same.
        Some(rule) if rule.action.kind == "redirect" => {
            let redirected = if request.kind == "websocket" { None } else { asked.redirected(rule) };
            return redirected.map_or((vec![], Outcome::Goes), |outcome| (vec![rule.id], outcome));
        }
        Some(rule) => rule.priority,
        None => 0,
    };
    let headers = matching.iter().filter(|rule| rule.action.kind == "modifyHeaders" && rule.priority > floor);
    let mut obeyed: Vec<u32> = headers.map(|rule| rule.id).collect();
    if obeyed.is_empty() {
        obeyed.extend(winner.map(|rule| rule.id));
    }
    obeyed.sort_unstable();
    (obeyed, Outcome::Goes)
}

fn rank(kind: &str) -> u32 {
    ["redirect", "upgradeScheme", "block", "allowAllRequests", "allow"]
        .iter()
        .zip(0..)
        .find(|(name, _)| **name == kind)
        .unwrap()
        .1
}

struct Asked<'a> {
    request: &'a Request,
    url: Url,
    /// As Chrome matches it: without user name and password.
    text: String,
    initiator: Option<Url>,
    top: Option<Url>,
}

impl<'a> Asked<'a> {
    fn of(request: &'a Request) -> Self {
        let parsed = |text: &Option<String>| text.as_deref().and_then(|text| Url::parse(text).ok());
        let mut url = Url::parse(&request.url).unwrap();
        url.set_username("").unwrap();
        url.set_password(None).unwrap();
        // Chrome encodes what other browsers leave as it is.
        let path = url.path().replace('|', "%7C");
        url.set_path(&path);
        let text = url.as_str().to_owned();
        Self { request, url, text, initiator: parsed(&request.initiator), top: parsed(&request.top_url) }
    }

    fn matches(&self, condition: &Condition) -> bool {
        let host = self.url.host_str();
        let initiator = self.initiator.as_ref().and_then(Url::host_str);
        let top = self.top.as_ref().and_then(Url::host_str);
        self.is_of_type(condition)
            && self.has_method(condition)
            && among(host, condition.request_domains.as_ref(), &condition.excluded_request_domains)
            && among(initiator, condition.initiator_domains.as_ref(), &condition.excluded_initiator_domains)
            && among(top, condition.top_domains.as_ref(), &condition.excluded_top_domains)
            && condition.domain_type.as_ref().is_none_or(|kind| (kind == "thirdParty") == self.is_third_party())
            && self.has_url(condition)
    }

    fn is_of_type(&self, condition: &Condition) -> bool {
        let kind = &self.request.kind;
        match &condition.resource_types {
            Some(types) => types.contains(kind),
            None if condition.excluded_resource_types.is_empty() => kind != "main_frame",
            None => !condition.excluded_resource_types.contains(kind),
        }
    }

    /// Only http(s) has methods.
    fn has_method(&self, condition: &Condition) -> bool {
        let named = self.request.method.as_deref().unwrap_or("get").to_ascii_lowercase();
        let method = self.url.scheme().starts_with("http").then_some(named);
        let is_in = |methods: &[String]| method.as_ref().is_some_and(|method| methods.contains(method));
        condition.request_methods.as_ref().is_none_or(|methods| is_in(methods))
            && !is_in(&condition.excluded_request_methods)
    }

    fn is_third_party(&self) -> bool {
        let site = |url: &Url| url.host_str().map(|host| (registrable_domain(host).to_owned(), host.ends_with('.')));
        self.initiator.as_ref().and_then(site) != site(&self.url)
    }

    fn has_url(&self, condition: &Condition) -> bool {
        let is_sensitive = condition.is_url_filter_case_sensitive;
        if let Some(regex) = &condition.regex_filter {
            return self.captures(regex, is_sensitive).is_some();
        }
        let Some(filter) = &condition.url_filter else { return true };
        if is_sensitive {
            filter_matches(filter, &self.text, self.url.host_str())
        } else {
            filter_matches(&filter.to_ascii_lowercase(), &self.text.to_ascii_lowercase(), self.url.host_str())
        }
    }

    fn captures(&self, regex: &str, is_sensitive: bool) -> Option<Vec<String>> {
        let regex = RegexBuilder::new(regex).unicode(false).case_insensitive(!is_sensitive).build().unwrap();
        let captures = regex.captures(self.text.as_bytes())?;
        let text = |group: Option<regex::bytes::Match<'_>>| {
            group.map(|group| String::from_utf8_lossy(group.as_bytes()).into_owned()).unwrap_or_default()
        };
        Some(captures.iter().map(text).collect())
    }

    /// `None` if nothing changes.
    fn redirected(&self, rule: &Rule) -> Option<Outcome> {
        let redirect = rule.action.redirect.as_ref().unwrap();
        if let Some(path) = &redirect.extension_path {
            return Some(Outcome::Replaced(path.clone()));
        }
        let mut url = self.url.clone();
        if let Some(substitution) = &redirect.regex_substitution {
            let condition = &rule.condition;
            let regex = condition.regex_filter.as_ref().unwrap();
            let captures = self.captures(regex, condition.is_url_filter_case_sensitive).unwrap();
            let mut text = substitution.clone();
            for (number, capture) in captures.iter().enumerate() {
                text = text.replace(&format!("\\{number}"), capture);
            }
            url = Url::parse(&text).unwrap();
        } else if let Some(transform) = &redirect.transform {
            let removed = &transform.query_transform.remove_params;
            let name = |pair: &&str| pair.split_once('=').map_or(*pair, |(name, _)| name).to_owned();
            let stays = |pair: &&str| !removed.contains(&name(pair));
            let rest = || url.query().unwrap_or("").split('&').filter(stays).collect::<Vec<_>>().join("&");
            let left = transform.query.clone().unwrap_or_else(rest);
            url.set_query(Some(left.as_str()).filter(|left| !left.is_empty()));
        }
        (url != self.url).then(|| Outcome::Redirected(url.into()))
    }
}

/// Whether `host` is one of `included`, if there are any, and none of `excluded`.
fn among(host: Option<&str>, included: Option<&Vec<String>>, excluded: &[String]) -> bool {
    let host = host.map(|host| host.strip_suffix('.').unwrap_or(host));
    let is = |name: &String| {
        host.is_some_and(|host| {
            host.strip_suffix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
    };
    included.is_none_or(|names| names.iter().any(is)) && !excluded.iter().any(is)
}

fn filter_matches(filter: &str, url: &str, host: Option<&str>) -> bool {
    let (filter, ends) = match filter.strip_suffix('|') {
        Some(rest) if !rest.is_empty() && rest != "|" => (rest, true),
        _ => (filter, false),
    };
    if let Some(rest) = filter.strip_prefix("||") {
        let Some(host) = host else { return false };
        let start = url.find(host).unwrap();
        let labels = std::iter::once(0).chain(host.match_indices('.').map(|(dot, _)| dot + 1));
        return labels.into_iter().any(|label| matches_at(rest.as_bytes(), &url.as_bytes()[start + label..], ends));
    }
    if let Some(rest) = filter.strip_prefix('|') {
        return matches_at(rest.as_bytes(), url.as_bytes(), ends);
    }
    (0..=url.len()).any(|start| matches_at(filter.as_bytes(), &url.as_bytes()[start..], ends))
}

/// Whether the pattern matches a beginning of `url`, or all of it if it must end there.
fn matches_at(pattern: &[u8], url: &[u8], ends: bool) -> bool {
    let is_separator = |byte: u8| !byte.is_ascii_alphanumeric() && !b"_-.%".contains(&byte);
    // Places in the URL at which the pattern so far may have ended.
    let mut places = vec![false; url.len() + 1];
    places[0] = true;
    for (index, letter) in pattern.iter().enumerate() {
        let mut next = vec![false; url.len() + 1];
        for at in (0..=url.len()).filter(|at| places[*at]) {
            match (letter, url.get(at)) {
                (b'*', _) => next[at..].fill(true),
                (b'^', None) => next[at] |= pattern[index + 1..].iter().all(|rest| *rest == b'*'),
                (b'^', Some(found)) if is_separator(*found) => next[at + 1] = true,
                (letter, Some(found)) if letter == found => next[at + 1] = true,
                _ => {}
            }
        }
        places = next;
    }
    if ends { places[url.len()] } else { places.contains(&true) }
}
