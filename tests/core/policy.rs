//! What a person's choices do, one by one and against each other.

use bystander_core::catalogue::{Companies, CompanyDomains, Network, OwnedDomain, Pattern, Pixel, Widget};
use bystander_core::policy::Reach;
use bystander_core::{
    Action, Catalogue, Engine, Grantee, Identity, Level, Moment, Permission, Policy, Reason, SiteException, SiteLevel,
    decide,
};

use crate::asking::{engine, facts};

const NEWS: &str = "https://news.example/";
const WIDGET: &str = "https://meta.example/like";
const IMAGE: &str = "https://meta.example/i.gif";
const SISTER: &str = "https://insta.example/i.gif";
const CDN: &str = "https://cdn.meta.example/i.gif";
const PIXEL: &str = "https://meta.example/tr?id=1";
const LISTED: &str = "https://meta.example/ad.js";
const IMPORTANT: &str = "https://meta.example/bad.js";
const CLEANED: &str = "https://meta.example/page?ref=1";
const OTHER: &str = "https://cdn.example/i.gif";
const LISTS: &str =
    "||meta.example/ad.js\n||meta.example/bad.js$important\n||meta.example^$removeparam=ref\n||ads.example^";

/// Meta has a widget, a pixel, a sister site and a host where it follows nobody; a part of its domain is another's.
fn catalogue() -> Catalogue {
    let patterns = |text: &str| vec![Pattern::parse(text).unwrap()];
    let widget = Widget {
        id: "like".to_owned(),
        name: "Like button".to_owned(),
        frames: patterns("meta.example/like^"),
        scripts: Vec::new(),
        stand_in: false,
    };
    let pixel = Pixel {
        id: "pixel".to_owned(),
        name: "Meta Pixel".to_owned(),
        endpoints: patterns("meta.example/tr^"),
        loaders: Vec::new(),
        payload: Vec::new(),
        event: Vec::new(),
        parameters: Vec::new(),
        proxy: None,
    };
    let network = Network {
        id: "meta".to_owned(),
        name: "Meta".to_owned(),
        company: "Meta".to_owned(),
        domains: vec!["meta.example".to_owned()],
        widgets: vec![widget],
        pixels: vec![pixel],
    };
    let row = |domain: &str, company: &str, follows: bool| OwnedDomain {
        domain: domain.to_owned(),
        company: company.to_owned(),
        kind: "social".to_owned(),
        network: None,
        follows,
    };
    let rows = [
        row("meta.example", "Meta", true),
        row("insta.example", "Meta", true),
        row("cdn.meta.example", "Meta", false),
        row("guest.meta.example", "Guest", true),
        row("ads.example", "Ads", true),
        row("amazonaws.com", "Amazon", false),
        row("meta.shop.example", "Meta", true),
    ];
    Catalogue::new(vec![network], Companies::build(&rows))
}

fn company(name: &str) -> Grantee {
    Grantee::Company { company: name.to_owned() }
}

fn like() -> Grantee {
    Grantee::Widget { network: "meta".to_owned(), name: "Like button".to_owned() }
}

fn permitting(grantee: Grantee, identity: Identity) -> Policy {
    let permission = Permission { site: "news.example".to_owned(), grantee, identity, until: None };
    Policy { permissions: vec![permission], ..Policy::default() }
}

fn action(policy: &Policy, url: &str, page: &str, now: f64) -> (Action, Reason) {
    let kind = if url == WIDGET { "sub_frame" } else { "xmlhttprequest" };
    let engine: Engine = engine(LISTS);
    let verdict = decide(&facts(url, page, kind), policy, &catalogue(), &engine, Moment(now));
    (verdict.action, verdict.reason)
}

/// Rows are `(url, page, action)`.
fn acts(what: &str, policy: &Policy, rows: &[(&str, &str, Action)]) {
    for (url, page, expected) in rows {
        let (got, reason) = action(policy, url, page, 0.0);
        assert_eq!(got, *expected, "{what}: {url} on {page}, by {reason:?}");
    }
}

#[test]
fn without_a_choice_the_same_requests_are_stopped_and_stripped() {
    acts(
        "no choice",
        &Policy::default(),
        &[
            (WIDGET, NEWS, Action::Replace),
            (PIXEL, NEWS, Action::Block),
            (LISTED, NEWS, Action::Block),
            (IMPORTANT, NEWS, Action::Block),
            (CLEANED, NEWS, Action::Clean),
            (IMAGE, NEWS, Action::Strip),
            (CDN, NEWS, Action::Allow),
            (OTHER, NEWS, Action::Allow),
        ],
    );
}

#[test]
fn a_company_with_identity_does_as_it_does_on_that_site_pixels_included() {
    acts(
        "company with identity",
        &permitting(company("Meta"), Identity::With),
        &[
            (WIDGET, NEWS, Action::Allow),
            (PIXEL, NEWS, Action::Allow),
            (LISTED, NEWS, Action::Allow),
            (IMPORTANT, NEWS, Action::Allow),
            (CLEANED, NEWS, Action::Allow),
            (IMAGE, "https://www.news.example/a", Action::Allow),
            (SISTER, NEWS, Action::Allow),
            (IMAGE, "https://other.example/", Action::Strip),
            (WIDGET, "https://other.example/", Action::Replace),
            ("https://ads.example/x", NEWS, Action::Block),
            ("https://guest.meta.example/x", NEWS, Action::Strip),
        ],
    );
}

#[test]
fn a_widget_with_identity_brings_its_company_but_never_its_pixels() {
    acts(
        "widget with identity",
        &permitting(like(), Identity::With),
        &[
            (WIDGET, NEWS, Action::Allow),
            (PIXEL, NEWS, Action::Block),
            (LISTED, NEWS, Action::Allow),
            (IMPORTANT, NEWS, Action::Allow),
            (CLEANED, NEWS, Action::Allow),
            (IMAGE, NEWS, Action::Allow),
            (SISTER, NEWS, Action::Allow),
            (WIDGET, "https://other.example/", Action::Replace),
        ],
    );
}

#[test]
fn without_identity_all_of_the_company_but_its_pixels_loads_stripped() {
    for grantee in [company("Meta"), like()] {
        acts(
            "without identity",
            &permitting(grantee, Identity::Without),
            &[
                (WIDGET, NEWS, Action::Strip),
                (PIXEL, NEWS, Action::Block),
                (LISTED, NEWS, Action::Strip),
                (IMPORTANT, NEWS, Action::Strip),
                (CLEANED, NEWS, Action::Strip),
                (IMAGE, NEWS, Action::Strip),
                (CDN, NEWS, Action::Strip),
                (OTHER, NEWS, Action::Allow),
            ],
        );
    }
}

#[test]
fn a_permission_says_so_in_its_verdict_with_its_end() {
    let mut policy = permitting(company("Meta"), Identity::Without);
    policy.permissions[0].until = Some(Moment(1000.0));
    let expected =
        Reason::Permission { grantee: company("Meta"), identity: Identity::Without, until: Some(Moment(1000.0)) };
    assert_eq!(action(&policy, IMAGE, NEWS, 999.0), (Action::Strip, expected));
}

#[test]
fn every_choice_is_gone_at_its_moment() {
    let until = Some(Moment(1000.0));
    let site = "news.example".to_owned();
    let exception = SiteException { site: site.clone(), until };
    let permission = Permission { site: site.clone(), grantee: company("Meta"), identity: Identity::With, until };
    let level = SiteLevel { site, level: Level::Strict, until };
    for (url, during, after, policy) in [
        (IMAGE, Action::Allow, Action::Strip, Policy { exceptions: vec![exception], ..Policy::default() }),
        (IMAGE, Action::Allow, Action::Strip, Policy { permissions: vec![permission], ..Policy::default() }),
        (OTHER, Action::Strip, Action::Allow, Policy { levels: vec![level], ..Policy::default() }),
    ] {
        assert_eq!(action(&policy, url, NEWS, 999.9).0, during, "{policy:?}");
        assert_eq!(action(&policy, url, NEWS, 1000.0).0, after, "{policy:?}");
    }
}

#[test]
fn a_permission_is_for_other_companies_pages_and_never_touches_a_company_on_its_own() {
    let on = |site: &str, identity| Policy {
        permissions: vec![Permission { site: site.to_owned(), grantee: company("Meta"), identity, until: None }],
        ..Policy::default()
    };
    for (site, url, page) in [
        ("meta.example", IMAGE, "https://meta.example/"),
        ("insta.example", IMAGE, "https://insta.example/"),
        // Meta owns a part of the shop's site, which is first party to the whole of it.
        ("shop.example", "https://meta.shop.example/i.gif", "https://shop.example/"),
    ] {
        assert_eq!(
            action(&on(site, Identity::Without), url, page, 0.0),
            (Action::Allow, Reason::None),
            "{url} on {page}"
        );
    }
}

#[test]
fn of_several_permissions_the_one_that_reaches_furthest_counts() {
    let all = [
        (company("Meta"), Identity::Without, Action::Strip, Action::Block),
        (like(), Identity::With, Action::Allow, Action::Block),
        (company("Meta"), Identity::With, Action::Allow, Action::Allow),
    ];
    for count in 1..=all.len() {
        let given = &all[..count];
        for order in [given.to_vec(), given.iter().rev().cloned().collect()] {
            let permissions =
                order.into_iter().flat_map(|(grantee, identity, ..)| permitting(grantee, identity).permissions);
            let policy = Policy { permissions: permissions.collect(), ..Policy::default() };
            let (.., image, pixel) = &all[count - 1];
            acts("furthest", &policy, &[(IMAGE, NEWS, *image), (PIXEL, NEWS, *pixel)]);
        }
    }
    assert!(Reach::WithoutIdentity < Reach::WithIdentity && Reach::WithIdentity < Reach::Everything);
}

#[test]
fn a_permission_for_nobody_known_covers_nothing() {
    for grantee in [
        company("Nobody"),
        Grantee::Widget { network: "meta".to_owned(), name: "Poke button".to_owned() },
        Grantee::Widget { network: "nobody".to_owned(), name: "Like button".to_owned() },
    ] {
        acts(
            "nobody",
            &permitting(grantee, Identity::With),
            &[(IMAGE, NEWS, Action::Strip), (OTHER, NEWS, Action::Allow)],
        );
    }
}

#[test]
fn a_site_exception_beats_every_other_choice() {
    let mut policy = permitting(company("Meta"), Identity::Without);
    policy.level = Level::Strict;
    policy.exceptions = vec![SiteException { site: "news.example".to_owned(), until: None }];
    for url in [WIDGET, PIXEL, LISTED, IMPORTANT, CLEANED, IMAGE, OTHER] {
        let expected = Reason::SiteException { site: "news.example".to_owned() };
        assert_eq!(action(&policy, url, NEWS, 0.0), (Action::Allow, expected), "{url}");
    }
}

#[test]
fn a_permission_beats_strict_and_strict_reaches_everybody_else() {
    let mut policy = permitting(like(), Identity::With);
    policy.levels = vec![SiteLevel { site: "news.example".to_owned(), level: Level::Strict, until: None }];
    acts(
        "strict",
        &policy,
        &[
            (IMAGE, NEWS, Action::Allow),
            (OTHER, NEWS, Action::Strip),
            ("https://cdn.news.example/x", NEWS, Action::Allow),
            (OTHER, "https://other.example/", Action::Allow),
        ],
    );
}

#[test]
fn strict_leaves_a_company_alone_on_its_own_pages() {
    let policy = Policy { level: Level::Strict, ..Policy::default() };
    acts(
        "strict",
        &policy,
        &[
            (IMAGE, "https://insta.example/", Action::Allow),
            ("https://guest.meta.example/x", "https://insta.example/", Action::Strip),
            (OTHER, "https://insta.example/", Action::Strip),
        ],
    );
}

#[test]
fn a_sites_own_level_counts_there_and_the_first_of_several() {
    let level = |level| SiteLevel { site: "news.example".to_owned(), level, until: None };
    for (everywhere, own, on_news, elsewhere) in [
        (Level::Standard, Level::Gentle, Action::Strip, Action::Replace),
        (Level::Gentle, Level::Standard, Action::Replace, Action::Strip),
        (Level::Gentle, Level::Strict, Action::Replace, Action::Strip),
    ] {
        let policy = Policy { level: everywhere, levels: vec![level(own), level(everywhere)], ..Policy::default() };
        acts("own level", &policy, &[(WIDGET, NEWS, on_news), (WIDGET, "https://other.example/", elsewhere)]);
    }
}

#[test]
fn the_domains_of_a_company_are_told_without_what_is_somebody_elses() {
    let catalogue = catalogue();
    let set = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let meta = CompanyDomains {
        domains: set(&["cdn.meta.example", "insta.example", "meta.example", "meta.shop.example"]),
        excluded: set(&["guest.meta.example"]),
    };
    assert_eq!(catalogue.companies().domains("Meta"), meta);
    let amazon = catalogue.companies().domains("Amazon");
    assert_eq!(amazon.domains, set(&["amazonaws.com"]));
    assert!(amazon.excluded.contains("s3.amazonaws.com"), "what anybody may register under");
    assert_eq!(catalogue.companies().domains("Nobody"), CompanyDomains::default());
    assert_eq!(catalogue.companies().parts("meta.example"), ["guest.meta.example"]);
    assert_eq!(catalogue.companies().parts("shop.example"), ["meta.shop.example"]);
}
