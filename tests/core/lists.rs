//! Reading lists: every line is a rule, a comment, or reported.

use bystander_core::List;
use bystander_core::lists::SkipReason;

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
        ("||t.example^$script,denyallow=a.example", "option $denyallow is not supported"),
        ("||t.example^$csp=script-src 'self'", "option $csp is not supported"),
        ("||t.example^$redirect-rule=noopjs", "option $redirect-rule is not supported"),
        ("||t.example^$to=a.example", "option $to is not supported"),
        ("@@||t.example^$generichide", "option $generichide is not supported"),
        (r"/ad\d/$domain=/^a.*$/|b.example", "option $/|b.example is not supported"),
        ("||t.example^$domain=/re/|b.example", "regular expression in $domain"),
        ("/ad(?!min)/", "regular expression: look-around, including look-ahead and look-behind, is not supported"),
        (r"/(a)\1/", "regular expression: backreferences are not supported"),
        (r"/ad\D+x/$script", "regular expression with an upper-case class and without $match-case"),
        ("/(?P<a>ad8)x/$script", "regular expression: unrecognized flag"),
        ("||t.example^$domain=a.example,domain=~b.a.example", "two $domain options"),
        ("$removeparam", "only a plain name can be removed from a URL"),
        ("$removeparam=/^utm/", "only a plain name can be removed from a URL"),
        ("@@$removeparam=~x", "only a plain name can be removed from a URL"),
        ("127.0.0.1 t.example", "white space in the pattern; lines of hosts files are not read yet"),
        ("@@||t.example^|", "separator before the end of the address"),
        ("||t.example:8443/x", "port or IPv6 address in a host name"),
        ("||b\u{fc}cher.example^", "host name is not ASCII; write it in Punycode"),
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
