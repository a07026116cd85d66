//! Reading lists: every line is a rule, a comment, or reported.

use bystander_core::List;
use bystander_core::lists::{Case, NetworkRule, Pattern, SkipReason};

fn read(text: &str) -> (Vec<String>, Vec<(u32, SkipReason)>) {
    let list = List { id: "test".to_owned(), text: text.to_owned() };
    let reading = list.read();
    let rules = reading.rules.iter().map(|rule| rule.text.to_owned()).collect();
    let skipped = reading.skipped.into_iter().map(|skipped| (skipped.line, skipped.reason)).collect();
    (rules, skipped)
}

#[test]
fn comments_headers_and_blank_lines_are_nothing() {
    let (rules, skipped) = read("[Adblock Plus 2.0]\n! Title: x\n\n# hosts comment\n||t.example^\r\n  \n");
    assert_eq!((rules, skipped), (vec!["||t.example^".to_owned()], vec![]));
}

#[test]
fn what_would_not_mean_what_it_says_is_skipped_with_the_reason() {
    for (line, reason) in [
        ("example.com##.ad", "cosmetic rule"),
        ("#@#.ad", "cosmetic rule"),
        ("example.com#?#.ad:has(x)", "cosmetic rule"),
        ("example.com#%#//scriptlet('x')", "cosmetic rule"),
        ("example.com$$script[data-x]", "cosmetic rule"),
        ("||t.example^$popup", "option $popup is not supported"),
        ("@@||t.example^$generichide", "option $generichide is not supported"),
        ("||t.example^$cookie=id,script", "option $cookie is not supported"),
        ("||t.example^$strict3p", "option $strict3p is not supported"),
        ("||t.example^$csp", "option $content-security-policy has no value that can be used"),
        ("||t.example^$redirect-rule=google-ima3", "there is no stub called google-ima3"),
        ("@@||t.example^$redirect=google-ima3", "there is no stub called google-ima3"),
        ("||t.example^$method=brew", "option $method has no value that can be used"),
        ("||t.example^$domain=", "option $domain has no value that can be used"),
        ("||t.example^$~important", "option $important cannot be negated"),
        (r"/ad\d/$domain=/^a.*$/|b.example", "regular expression in $domain"),
        ("||t.example^$to=/re/", "regular expression in $to"),
        ("||t.example^$domain=a b", "no host name: a b"),
        ("/ad(?!min)/", "regular expression: look-around, including look-ahead and look-behind, is not supported"),
        (r"/(a)\1/", "regular expression: backreferences are not supported"),
        ("/a(b/$script", "regular expression: unclosed group"),
        ("/b\u{fc}cher[0-9]/", "regular expression with letters beyond ASCII"),
        (
            "$removeparam=/utm(?=x)/",
            "regular expression: look-around, including look-ahead and look-behind, is not supported",
        ),
        ("||t.example^$domain=a.example,domain=~b.a.example", "options that exclude each other"),
        ("||t.example^$csp=a,removeparam=b", "options that exclude each other"),
        ("||t.example^$third-party,first-party", "matches nothing"),
        ("||t.example^$document,third-party", "matches nothing"),
        ("||t.example^$script,~script", "matches nothing"),
        ("t.example/a b", "white space in the pattern"),
        ("93.184.216.34 t.example", "line of a hosts file that leads elsewhere"),
        ("0.0.0.0 t..example/", "no host name: t..example/"),
        ("!#include other.txt", "!#include is not followed"),
        ("!#endif", "malformed directive"),
        ("!#if (a", "malformed directive"),
    ] {
        let (rules, skipped) = read(line);
        assert!(rules.is_empty(), "{line} was taken for a rule");
        let reasons: Vec<String> = skipped.iter().map(|(_, reason)| reason.to_string()).collect();
        assert_eq!(reasons, [reason], "{line}");
    }
}

#[test]
fn only_the_branch_of_a_condition_that_holds_counts() {
    for (condition, holds) in [
        ("ext_ublock", false),
        ("!ext_ublock", true),
        ("adguard && !adguard_ext_safari", false),
        ("!adguard && !env_mobile", true),
        ("env_firefox || !cap_html_filtering", true),
        ("(a || b) && !c", false),
        ("!(a || b)", true),
        ("false", false),
        ("true", true),
    ] {
        let text = format!(
            "||always.example^\n!#if {condition}\n||then.example^\n!#else\n||else.example^\n!#endif\n||end.example^"
        );
        let (rules, skipped) = read(&text);
        let (branch, other) = if holds { ("||then.example^", 5) } else { ("||else.example^", 3) };
        assert_eq!(rules, ["||always.example^", branch, "||end.example^"], "{condition}");
        assert_eq!(skipped, [(other, SkipReason::Condition)], "{condition}");
    }
}

#[test]
fn of_a_malformed_condition_neither_branch_counts() {
    let (rules, skipped) = read("!#if a &&\n||then.example^\n!#else\n||else.example^\n!#endif\n||end.example^");
    assert_eq!(rules, ["||end.example^"]);
    assert_eq!(skipped.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2, 4]);
}

#[test]
fn conditions_nest() {
    let (rules, _) = read("!#if !a\n!#if b\n||x.example^\n!#else\n||y.example^\n!#endif\n||z.example^\n!#endif");
    assert_eq!(rules, ["||y.example^", "||z.example^"]);
}

#[test]
fn a_header_tells_name_version_date_and_licence() {
    let text = "! Title: A list\n! Version: 1.2\n! TimeUpdated: 2026-03-20\n! License: GPL-3.0\n||t.example^\n! Title: not this";
    let info = List { id: "a".to_owned(), text: text.to_owned() }.info();
    assert_eq!(
        [info.id, info.name, info.version, info.date, info.licence],
        ["a", "A list", "1.2", "2026-03-20", "GPL-3.0"]
    );
    assert_eq!(List { id: "bare.txt".to_owned(), text: String::new() }.info().name, "bare.txt");
}

#[test]
fn hosts_files_and_bare_hosts_block_hosts() {
    for (line, hosts) in [
        ("127.0.0.1 t.example", vec!["t.example"]),
        ("0.0.0.0\tA.example  b.example # both", vec!["a.example", "b.example"]),
        ("::1 localhost ip6-localhost", vec![]),
        (":: b\u{fc}cher.example", vec!["xn--bcher-kva.example"]),
        ("t.example", vec!["t.example"]),
        ("sub.T.example", vec!["sub.t.example"]),
    ] {
        let list = List { id: "hosts".to_owned(), text: line.to_owned() };
        let reading = list.read();
        assert!(reading.skipped.is_empty(), "{line}: {:?}", reading.skipped);
        let rules: Vec<_> = reading.rules.iter().map(|line| line.rule.clone()).collect();
        let expected: Vec<_> =
            hosts.iter().map(|host| NetworkRule::blocking(Pattern::Host((*host).to_owned()))).collect();
        assert_eq!(rules, expected, "{line}");
    }
}

#[test]
fn what_means_the_same_is_the_same_rule() {
    for (one, other) in [
        ("||t.example^", "||T.example^*"),
        ("*/ad.js*", "/AD.js"),
        ("||b\u{fc}cher.example^", "||xn--bcher-kva.example^"),
        ("/a\u{e9}b", "/a%C3%A9b"),
        (
            "||t.example^$3p,css,from=b.example|a.example",
            "||t.example^$domain=a.example|b.example,stylesheet,third-party",
        ),
        ("||t.example^$~third-party", "||t.example^$first-party"),
        ("||t.example^$xhr,_,__", "||t.example^$xmlhttprequest"),
        ("||t.example^$popup,script", "||t.example^$script"),
        ("||t.example^$redirect=noop.js:99", "||t.example^$redirect=noopjs"),
        ("||t.example^$redirect=google-ima3", "||t.example^"),
        ("||t.example^$queryprune=a", "||t.example^$removeparam=a"),
        ("||t.example^$method=get|head", "||t.example^$method=HEAD|GET"),
    ] {
        let of = |text: &str| {
            let list = List { id: "same".to_owned(), text: text.to_owned() };
            list.read().rules.into_iter().next().map(|line| line.rule)
        };
        assert!(of(one).is_some(), "{one} is no rule");
        assert_eq!(of(one), of(other), "{one} and {other}");
    }
}

#[test]
fn options_begin_at_the_last_dollar_that_has_an_option_behind_it() {
    for (line, pattern) in [
        (r"/ad\.js$/$script", Pattern::Regex { source: r"ad\.js$".to_owned(), case: Case::Ignored }),
        (r"||t.example^$removeparam=/^\$ja=/", Pattern::Host("t.example".to_owned())),
    ] {
        let list = List { id: "dollars".to_owned(), text: line.to_owned() };
        assert_eq!(list.read().rules.first().map(|line| &line.rule.pattern), Some(&pattern), "{line}");
    }
}
