//! What must hold for any input at all.

use bystander_core::{
    Action, Catalogue, Engine, Facts, List, Moment, Policy, Reason, RequestType, SiteException, decide,
};
use proptest::prelude::*;

fn kinds() -> impl Strategy<Value = RequestType> {
    use RequestType as T;
    prop::sample::select(vec![T::Document, T::Subdocument, T::Script, T::Image, T::XmlHttpRequest, T::Ping, T::Other])
}

fn urls() -> impl Strategy<Value = String> {
    prop_oneof![
        "(https?|wss?|about|data|blob|moz-extension)://[a-z.]{0,12}(:[0-9]{1,5})?/\\PC{0,30}",
        "https://(t|ads|www)\\.example/(ok|x)\\?[a-z]=1&utm=2#?",
        "\\PC{0,40}",
    ]
}

const LIST: &str = "||t.example^\n@@||t.example/ok\n||ads.example^$important\n$removeparam=utm\n/x\\?[ab]=/$script\n";

thread_local! {
    static ENGINE: Engine = Engine::build(&[List { id: "l".into(), text: LIST.into() }.read()]);
}

proptest! {
    #[test]
    fn every_input_gets_a_verdict_and_a_clean_url_exactly_when_cleaned(
        url in urls(), page in urls(), frame in prop::option::of(urls()), kind in kinds(), method in "\\PC{0,6}",
    ) {
        let facts = Facts::new(&url, &page, frame.as_deref(), kind, &method);
        let verdict = ENGINE.with(|engine| decide(&facts, &Policy::default(), &Catalogue::default(), engine, Moment(0.0)));
        prop_assert_eq!(verdict.url.is_some(), verdict.action == Action::Clean);
    }

    #[test]
    fn what_was_cleaned_is_not_cleaned_again(path in "[a-z]{0,5}", query in "(utm|a|b)=[a-z0-9]{0,3}(&(utm|a)=[a-z0-9]{0,3}){0,4}") {
        let url = format!("https://shop.example/{path}?{query}");
        let ask = |url: &str| {
            let facts = Facts::new(url, url, None, RequestType::Document, "GET");
            ENGINE.with(|engine| decide(&facts, &Policy::default(), &Catalogue::default(), engine, Moment(0.0)))
        };
        if let Some(cleaned) = ask(&url).url {
            prop_assert!(cleaned.len() < url.len());
            prop_assert_eq!(ask(&cleaned).action, Action::Allow, "{} became {}", url, cleaned);
        }
    }

    #[test]
    fn the_users_word_beats_every_list(url in urls(), kind in kinds()) {
        let exception = SiteException { site: "news.example".to_owned(), until: None };
        let policy = Policy { exceptions: vec![exception], ..Policy::default() };
        let facts = Facts::new(&url, "https://www.news.example/", None, kind, "GET");
        let verdict = ENGINE.with(|engine| decide(&facts, &policy, &Catalogue::default(), engine, Moment(0.0)));
        if kind != RequestType::Document {
            prop_assert_eq!(verdict.action, Action::Allow);
            let by_user = matches!(verdict.reason, Reason::SiteException { .. } | Reason::Unsupported);
            prop_assert!(by_user, "{} was decided by {:?}", url, verdict.reason);
        }
    }

    #[test]
    fn reading_never_fails_and_loses_no_line(text in "(\\PC{0,20}\n|\\|\\|[a-z.]{1,9}\\^[$a-z=,|~]{0,12}\n|!#(if|else|endif) ?[a-z!&|() ]{0,9}\n){0,12}") {
        let list = List { id: "l".to_owned(), text };
        let reading = list.read();
        let mut seen: Vec<u32> = reading.rules.iter().map(|rule| rule.line).collect();
        seen.extend(reading.skipped.iter().map(|skipped| skipped.line));
        seen.sort_unstable();
        let before = seen.len();
        seen.dedup();
        prop_assert_eq!(seen.len(), before, "a line was counted twice");
        let saved = Engine::build(std::slice::from_ref(&reading)).save();
        prop_assert!(Engine::load(&saved[..]).is_ok());
    }
}
