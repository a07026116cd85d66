//! The decision: one pure, total function. It says who decided by numbers alone; [`crate::verdict`] puts names to them.

use crate::address::Scheme;
use crate::catalogue::{Catalogue, Entry, EntryPlace, STAND_IN};
use crate::engine::{AddedHeader, Blocked, Cited, Engine, Match};
use crate::facts::{Facts, RequestType};
use crate::lists::Stub;
use crate::policy::{Level, Moment, Permission, Policy, Reach};
use crate::verdict::{Action, Verdict};

/// A verdict whose reason is a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What happens.
    pub action: Action,
    /// Who decided.
    pub cause: Cause,
    /// Where the request goes instead; present exactly when the action is [`Action::Clean`].
    pub url: Option<String>,
    /// What of the extension's `stubs/` takes the request's place; only with [`Action::Replace`].
    pub stub: Option<StandIn>,
}

/// What takes a request's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandIn {
    /// A harmless file.
    Stub(Stub),
    /// [`STAND_IN`], for a widget's script.
    Widget,
}

impl StandIn {
    /// The file in `stubs/`.
    pub fn file(self) -> &'static str {
        match self {
            Self::Stub(stub) => stub.file(),
            Self::Widget => STAND_IN,
        }
    }
}

/// Who decided, by place among the lists' rules, the policy's choices, and what the catalogue knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A rule of a list.
    Rule(Cited),
    /// An exception rule of a list, which spared the request from another rule.
    ExceptionRule(Cited),
    /// A site exception.
    SiteException(usize),
    /// A permission.
    Permission(usize),
    /// A pixel of the catalogue, or a widget.
    Entry(EntryPlace),
    /// A company that follows people ([`crate::catalogue::Owner::place`]).
    Company(usize),
    /// The level is strict.
    Strict,
    /// Neither http(s) nor ws(s), or asked for by the browser itself or an extension's page.
    Unsupported,
    /// Nobody minds.
    None,
}

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
pub fn judge(facts: &Facts, policy: &Policy, catalogue: &Catalogue, engine: &Engine, now: Moment) -> Decision {
    if facts.url.scheme() != Scheme::Web || facts.page.scheme() == Scheme::Browser {
        return Decision::new(Action::Allow, Cause::Unsupported);
    }
    if let Some(exception) = policy.exception(&facts.page, now) {
        return Decision::new(Action::Allow, Cause::SiteException(exception));
    }
    let permission = permission(facts, policy, catalogue, now);
    if let Some(permission) = permission.filter(|(_, permission)| permission.reach() == Reach::Everything) {
        return permitted(permission);
    }
    let entry = catalogue.find(&facts.url, facts.kind).filter(|place| {
        let company = catalogue.entry(*place).map(|entry| entry.network().company.as_str());
        catalogue.is_third_party(facts, company)
    });
    if let Some(pixel @ EntryPlace::Pixel { .. }) = entry {
        return Decision::new(Action::Block, Cause::Entry(pixel));
    }
    if let Some(permission) = permission {
        return permitted(permission);
    }
    let level = policy.level(&facts.page, now);
    let listed = match (engine.check(facts), entry) {
        (Match::Important(blocked), _) => return Decision::blocked(blocked),
        (_, Some(widget)) if level == Level::Gentle => return Decision::new(Action::Strip, Cause::Entry(widget)),
        (_, Some(widget)) => {
            let has_stand_in = catalogue.entry(widget).is_some_and(Entry::has_stand_in);
            let stub = (facts.kind == RequestType::Script && has_stand_in).then_some(StandIn::Widget);
            return Decision { stub, ..Decision::new(Action::Replace, Cause::Entry(widget)) };
        }
        (listed, None) => listed,
    };
    let spared = match listed {
        Match::Block(blocked) | Match::Important(blocked) => return Decision::blocked(blocked),
        Match::Clean { url, rule } => {
            return Decision { url: Some(url), ..Decision::new(Action::Clean, Cause::Rule(rule)) };
        }
        Match::Spared(rule) => Some(rule),
        Match::Nothing => None,
    };
    let owner = catalogue.owner(&facts.url);
    let is_third_party = catalogue.is_third_party(facts, owner.map(|owner| owner.company));
    match owner {
        Some(owner) if owner.follows && is_third_party => Decision::new(Action::Strip, Cause::Company(owner.place)),
        _ if level == Level::Strict && is_third_party => Decision::new(Action::Strip, Cause::Strict),
        _ => Decision::new(Action::Allow, spared.map_or(Cause::None, Cause::ExceptionRule)),
    }
}

/// [`judge`], with names.
pub fn decide(facts: &Facts, policy: &Policy, catalogue: &Catalogue, engine: &Engine, now: Moment) -> Verdict {
    Verdict::of(judge(facts, policy, catalogue, engine, now), policy, catalogue, engine)
}

impl Decision {
    fn new(action: Action, cause: Cause) -> Self {
        Self { action, cause, url: None, stub: None }
    }

    /// A list's word on what it blocks: [`Action::Replace`] where a stub takes its place.
    fn blocked(Blocked { rule, stub }: Blocked) -> Self {
        let action = if stub.is_some() { Action::Replace } else { Action::Block };
        Self { action, cause: Cause::Rule(rule), url: None, stub: stub.map(StandIn::Stub) }
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
fn permission<'a>(
    facts: &'a Facts,
    policy: &'a Policy,
    catalogue: &Catalogue,
    now: Moment,
) -> Option<(usize, &'a Permission)> {
    let live = policy.permissions(&facts.page, now);
    let covering = live.filter(|(_, permission)| {
        let company = catalogue.granted(&permission.grantee);
        company.is_some()
            && company == catalogue.owner(&facts.url).map(|owner| owner.company)
            && catalogue.is_third_party(facts, company)
    });
    covering.max_by_key(|(_, permission)| permission.reach())
}

fn permitted((place, permission): (usize, &Permission)) -> Decision {
    let action = match permission.reach() {
        Reach::WithoutIdentity => Action::Strip,
        Reach::WithIdentity | Reach::Everything => Action::Allow,
    };
    Decision::new(action, Cause::Permission(place))
}
