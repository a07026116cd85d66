//! Finds what the catalogue says about a name: an exact name first, then those with `*`, the longest first.

use std::ptr;

use crate::catalogue::Parameter;

pub(super) struct Lookup<'c> {
    exact: Vec<&'c Parameter>,
    starred: Vec<&'c Parameter>,
}

impl<'c> Lookup<'c> {
    pub(super) fn of(parameters: &'c [Parameter]) -> Self {
        let (starred, exact) = parameters.iter().partition(|parameter| parameter.name.contains('*'));
        Self { exact, starred }
    }

    pub(super) fn exact(&self, name: &str) -> Option<&'c Parameter> {
        self.exact.iter().find(|parameter| parameter.name == name).copied()
    }

    /// `outer` is what the name was found in: where that is `p*`, it does not also mean `p0.e`.
    pub(super) fn find(&self, name: &str, outer: Option<&Parameter>) -> Option<&'c Parameter> {
        let is_outer = |parameter: &Parameter| outer.is_some_and(|outer| ptr::eq(outer, parameter));
        let fitting = |parameter: &&&Parameter| !is_outer(parameter) && fits(&parameter.name, name);
        let literal = |parameter: &&&Parameter| parameter.name.bytes().filter(|byte| *byte != b'*').count();
        self.exact(name).or_else(|| self.starred.iter().filter(fitting).max_by_key(literal).copied())
    }
}

/// Whether `name` is what `pattern` says; `*` stands for any run of characters.
pub(super) fn fits(pattern: &str, name: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == name };
    let Some(mut name) = name.strip_prefix(start) else { return false };
    let mut pieces = rest.split('*');
    let end = pieces.next_back().unwrap_or_default();
    for piece in pieces {
        let Some(at) = name.find(piece) else { return false };
        name = &name[at + piece.len()..];
    }
    name.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_star_stands_for_any_run_of_characters() {
        for (pattern, name, expected) in [
            ("ev", "ev", true),
            ("ev", "EV", false),
            ("cd[*]", "cd[value]", true),
            ("cd[*]", "cd[]", true),
            ("cd[*]", "cd[", false),
            ("a*a", "a", false),
            ("p*.m", "p12.m", true),
            ("*", "", true),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "a-c-b", false),
        ] {
            assert_eq!(fits(pattern, name), expected, "{pattern} for {name}");
        }
    }
}
