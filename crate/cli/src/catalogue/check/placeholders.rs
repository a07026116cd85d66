//! What is wrong with what the files say for placeholders: sharing, marks, originals, makers and sizes. That regular
//! expressions are JavaScript's, and lead where they should, is tested in tests/core/originals.test.js.

use std::path::PathBuf;

use bystander_core::catalogue::Pattern;
use toml::Spanned;

use super::{File, Problem, lies_under, line_of, start};
use crate::catalogue::text::{NetworkText, OriginalText, ShareText, WidgetText};

/// What stands for the page in an address where it can be shared.
const SHARED_PAGE: &str = "{url}";
/// What stands for the page's title there.
const SHARED_TITLE: &str = "{text}";
/// No widget is larger, in CSS pixels.
const LARGEST: u16 = 2000;

impl File<'_> {
    /// Whatever one network's file says for placeholders.
    pub(super) fn check_placeholders(&mut self, network: &NetworkText) {
        if let Some(share) = &network.share {
            self.check_share(share, network);
        }
        let is_slug = |slug: &str| !slug.is_empty() && slug.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if let Some(mark) = network.mark.as_ref().filter(|mark| !is_slug(mark.get_ref())) {
            self.add(start(mark), format!("'{}' is no slug of simple-icons", mark.get_ref()));
        }
        for widget in &network.widgets {
            self.check_size(widget);
            if let Some(first) = widget.original.first().filter(|_| widget.frames.is_empty()) {
                self.add(start(&first.from), "an original is of a frame, and the widget has none".to_owned());
            }
            for original in &widget.original {
                self.check_original(original, network);
            }
        }
    }

    fn check_share(&mut self, share: &ShareText, network: &NetworkText) {
        let address = share.address.get_ref();
        self.check_address(&share.address);
        if !address.contains(SHARED_PAGE) {
            self.add(start(&share.address), format!("'{address}' has no {SHARED_PAGE}"));
        }
        if address.replace(SHARED_PAGE, "").replace(SHARED_TITLE, "").contains(['{', '}']) {
            let what = format!("'{address}' has placeholders other than {SHARED_PAGE} and {SHARED_TITLE}");
            self.add(start(&share.address), what);
        }
        self.check_leads_home(&share.address, network);
    }

    fn check_original(&mut self, original: &OriginalText, network: &NetworkText) {
        let (from, to) = (original.from.get_ref(), original.to.get_ref());
        if !(from.starts_with("^https?://") && from.ends_with('$')) {
            let what = format!("'{from}' is not of a whole address (^https?://…$)");
            self.add(start(&original.from), what);
        }
        let groups = groups_in(from);
        for number in numbers_in(to).filter(|number| *number == 0 || *number > groups) {
            self.add(start(&original.to), format!("'{from}' has no group {number}"));
        }
        if (to == "$1") != original.decode {
            self.add(start(&original.to), "to = \"$1\" and decode = true go together".to_owned());
        } else if !original.decode {
            self.check_address(&original.to);
            self.check_leads_home(&original.to, network);
        }
    }

    fn check_leads_home(&mut self, address: &Spanned<String>, network: &NetworkText) {
        let host = address.get_ref().strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#']).next());
        let Some(host) = host else { return };
        let is_host = Pattern::parse(&format!("{host}/")).is_ok();
        if !is_host || !network.domains.iter().any(|domain| lies_under(host, domain.get_ref())) {
            self.add(start(address), format!("'{host}' is on none of the network's domains"));
        }
    }

    /// A width of nothing is as wide as the place; a height there always is.
    fn check_size(&mut self, widget: &WidgetText) {
        let fits = |[width, height]: [u16; 2]| (1..=LARGEST).contains(&height) && width <= LARGEST;
        if let Some(size) = widget.size.as_ref().filter(|size| !fits(*size.get_ref())) {
            let [width, height] = size.get_ref();
            self.add(start(size), format!("{width} × {height} is no size"));
        }
    }
}

/// Makers are widgets of any file, with scripts.
pub(super) fn check_makers(files: &[(PathBuf, String, NetworkText)]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (path, text, network) in files {
        for maker in network.widgets.iter().filter_map(|widget| widget.made_by.as_ref()).flatten() {
            let named = maker.get_ref();
            let found = named.split_once('/').and_then(|(id, widget)| {
                let (_, _, network) =
                    files.iter().find(|(path, _, _)| path.file_stem().is_some_and(|stem| stem == id))?;
                network.widgets.iter().find(|known| known.id.get_ref() == widget)
            });
            let what = match found {
                None => format!("no widget '{named}' (network/widget)"),
                Some(widget) if widget.scripts.is_empty() => format!("'{named}' has no script"),
                Some(_) => continue,
            };
            problems.push(Problem { file: path.clone(), line: line_of(text, start(maker)), what });
        }
    }
    problems
}

/// How many groups of a regular expression capture.
fn groups_in(expression: &str) -> usize {
    let (mut count, mut in_class) = (0, false);
    let mut rest = expression.chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            '\\' => drop(rest.next()),
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class && rest.peek() != Some(&'?') => count += 1,
            _ => {}
        }
    }
    count
}

/// The groups that a replacement names: `$1`. One digit only, so that no digit after it is taken for another.
fn numbers_in(replacement: &str) -> impl Iterator<Item = usize> {
    let after = replacement.split('$').skip(1);
    after.map(|after| after.chars().next().and_then(|digit| digit.to_digit(10)).map_or(0, |digit| digit as usize))
}
