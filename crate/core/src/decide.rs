//! The decision: one pure, total function.

use crate::address::Scheme;
use crate::catalogue::{Catalogue, Entry, STAND_IN};
use crate::engine::{AddedHeader, Engine, Match};
use crate::facts::{Facts, RequestType};
use crate::policy::{Level, Moment, Permission, Policy, Reach};
use crate::verdict::{Action, CatalogueEntry, Reason, Verdict};

/// Decides what happens to the request described by `facts`. The first of these that applies wins:
///
/// 1. Not http(s) or ws(s), or asked for by the browser's own or an extension's page: allow.
/// 2. The page's site has a live exception: allow, navigations included. The user's word beats every list.
/// 3. The user permitted the company that is asked, or a widget of it, on the page's site, and the page is another
///    company's. A company with identity: allow, pixels included. Any other permission lets all of the company load but
///    its pixels, for which see 4: a widget with identity: allow; without identity: strip.
/// 4. A pixel of the catalogue, endpoint or loader, on a page of another company: block.
/// 5. A list's rule with `$important`: block.
/// 6. A widget of the catalogue, on a page of another company: replace, by a stand-in where it has one for its script. At
///    level *gentle*: strip. A site's own level
///    counts before the level everywhere.
/// 7. The lists: block, unless an exception rule spares the request, which then goes on to 8; a rule that removes
///    tracking parameters: clean. The cleaned request is decided again by the caller.
/// 8. A network of the catalogue or a company that follows people, on a page of another company: strip.
/// 9. Level *strict* and a third party of the page: strip.
/// 10. Allow; the reason names the exception rule where one spared the request.
///
/// An empty catalogue leaves the lists and the policy to decide alone.
pub fn decide(facts: &Facts, policy: &Policy, catalogue: &Catalogue, engine: &Engine, now: Moment) -> Verdict {
    if facts.url.scheme() != Scheme::Web || facts.page.scheme() == Scheme::Browser {
        return Verdict::new(Action::Allow, Reason::Unsupported);
    }
    if let Some(exception) = policy.exception(&facts.page, now) {
        return Verdict::new(Action::Allow, Reason::SiteException { site: exception.site.clone() });
    }
    let permission = permission(facts, policy, catalogue, now);
    if let Some(permission) = permission.filter(|permission| permission.reach() == Reach::Everything) {
        return permitted(permission);
    }
    let entry = catalogue.find(&facts.url, facts.kind);
    let widget = match entry {
        Some(Entry::Pixel(network, pixel)) if catalogue.is_third_party(facts, Some(&network.company)) => {
            let entry = CatalogueEntry { network: network.id.clone(), name: pixel.name.clone() };
            return Verdict::new(Action::Block, Reason::Pixel(entry));
        }
        Some(Entry::Widget(network, widget)) if catalogue.is_third_party(facts, Some(&network.company)) => {
            let stub = (facts.kind == RequestType::Script && widget.stand_in).then(|| STAND_IN.to_owned());
            Some((CatalogueEntry { network: network.id.clone(), name: widget.name.clone() }, stub))
        }
        _ => None,
    };
    if let Some(permission) = permission {
        return permitted(permission);
    }
    let level = policy.level(&facts.page, now);
    let listed = engine.check(facts);
    let listed = match (listed, widget) {
        (Match::Important(blocked), _) => return Verdict::blocked(blocked),
        (_, Some((entry, _))) if level == Level::Gentle => return Verdict::new(Action::Strip, Reason::Widget(entry)),
        (_, Some((entry, stub))) => {
            return Verdict { stub, ..Verdict::new(Action::Replace, Reason::Widget(entry)) };
        }
        (listed, None) => listed,
    };
    let spared = match listed {
        Match::Block(blocked) | Match::Important(blocked) => return Verdict::blocked(blocked),
        Match::Clean { url, rule } => return Verdict::clean(url, Reason::Rule(rule)),
        Match::Spared(rule) => Some(rule),
        Match::Nothing => None,
    };
    let is_third_party = catalogue.is_third_party(facts, None);
    match catalogue.owner(&facts.url) {
        Some(owner) if owner.follows && is_third_party => {
            Verdict::new(Action::Strip, Reason::Company { company: owner.company.to_owned() })
        }
        _ if level == Level::Strict && is_third_party => Verdict::new(Action::Strip, Reason::Strict),
        _ => Verdict::new(Action::Allow, spared.map_or(Reason::None, Reason::ExceptionRule)),
    }
}

/// Headers that the lists add to the response of the document described by `facts`: none on a site that is excepted.
pub fn added_headers(facts: &Facts, policy: &Policy, engine: &Engine, now: Moment) -> Vec<AddedHeader> {
    let is_judged = facts.url.scheme() == Scheme::Web && facts.page.scheme() != Scheme::Browser;
    if !is_judged || policy.exception(&facts.page, now).is_some() {
        return Vec::new();
    }
    engine.headers(facts)
}

/// The live permission that covers the request and reaches furthest.
fn permission<'a>(facts: &'a Facts, policy: &'a Policy, catalogue: &Catalogue, now: Moment) -> Option<&'a Permission> {
    let live = policy.permissions(&facts.page, now);
    let covering = live.filter(|permission| {
        let company = catalogue.granted(&permission.grantee);
        company.is_some()
            && company == catalogue.owner(&facts.url).map(|owner| owner.company)
            && catalogue.is_third_party(facts, company)
    });
    covering.max_by_key(|permission| permission.reach())
}

fn permitted(permission: &Permission) -> Verdict {
    let action = match permission.reach() {
        Reach::WithoutIdentity => Action::Strip,
        Reach::WithIdentity | Reach::Everything => Action::Allow,
    };
    let Permission { grantee, identity, until, .. } = permission.clone();
    Verdict::new(action, Reason::Permission { grantee, identity, until })
}
