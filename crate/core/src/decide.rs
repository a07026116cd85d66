//! The decision: one pure, total function.

use crate::address::Scheme;
use crate::engine::{Engine, Match};
use crate::facts::Facts;
use crate::party::Party;
use crate::policy::{Level, Moment, Policy};
use crate::verdict::{Action, Reason, Verdict};

/// Decides what happens to the request described by `facts`. The first of these that applies wins:
///
/// 1. Not http(s) or ws(s), or asked for by the browser's own or an extension's page: allow.
/// 2. The page's site has a live exception: allow, navigations included. The user's word beats every list.
/// 3. A rule with `$important`: block.
/// 4. A rule: block, unless an exception rule spares the request.
/// 5. A rule that removes tracking parameters: clean. The cleaned request is decided again by the caller.
/// 6. Level *strict* and a third party of the page: strip.
/// 7. Allow; the reason names the exception rule where one spared the request.
pub fn decide(facts: &Facts, policy: &Policy, engine: &Engine, now: Moment) -> Verdict {
    if facts.url.scheme() != Scheme::Web || facts.page.scheme() == Scheme::Browser {
        return Verdict::new(Action::Allow, Reason::Unsupported);
    }
    if let Some(exception) = policy.exception(&facts.page, now) {
        return Verdict::new(Action::Allow, Reason::SiteException { site: exception.site.clone() });
    }
    let spared = match engine.check(facts) {
        Match::Block(rule) => return Verdict::new(Action::Block, Reason::Rule(rule)),
        Match::Clean { url, rule } => return Verdict::clean(url, Reason::Rule(rule)),
        Match::Spared(rule) => Some(rule),
        Match::Nothing => None,
    };
    if policy.level == Level::Strict && Party::of(&facts.url, &facts.page) == Party::Third {
        return Verdict::new(Action::Strip, Reason::Strict);
    }
    Verdict::new(Action::Allow, spared.map_or(Reason::None, Reason::ExceptionRule))
}
