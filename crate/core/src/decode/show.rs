//! Makes text that anybody may have written fit to be shown: short, in one line, reading in one direction.

/// Characters of a text.
const LONGEST: usize = 80;
/// Characters of what a person is known by, if it is longer than `LONGEST_ID`: enough to see that it is the same again.
const ID_START: usize = 12;
const LONGEST_ID: usize = 16;

/// Text, shortened.
pub(super) fn text(text: &str) -> String {
    shortened(text, LONGEST, LONGEST)
}

/// What a person is known by, shortened further.
pub(super) fn id(id: &str) -> String {
    shortened(id, LONGEST_ID, ID_START)
}

fn shortened(text: &str, longest: usize, start: usize) -> String {
    let is_long = text.chars().nth(longest).is_some();
    let shown = text.chars().take(if is_long { start } else { longest });
    shown
        .map(|sign| if disturbs(sign) { char::REPLACEMENT_CHARACTER } else { sign })
        .chain(is_long.then_some('…'))
        .collect()
}

/// Controls, ends of lines and paragraphs, and what turns the direction of the text around it.
fn disturbs(sign: char) -> bool {
    let turns = matches!(sign, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::{id, text};

    #[test]
    fn long_text_is_cut_between_characters() {
        assert_eq!(text(&"é".repeat(80)), "é".repeat(80));
        assert_eq!(text(&"é".repeat(81)), format!("{}…", "é".repeat(80)));
    }

    #[test]
    fn of_a_long_id_only_the_start_is_shown() {
        assert_eq!(id("0123456789abcdef"), "0123456789abcdef");
        assert_eq!(id("0123456789abcdefg"), "0123456789ab…");
    }

    #[test]
    fn nothing_shown_disturbs_the_page() {
        assert_eq!(text("a\n\u{202e}b\u{2066}\0\u{7f}\u{9b}"), "a\u{fffd}\u{fffd}b\u{fffd}\u{fffd}\u{fffd}\u{fffd}");
    }
}
