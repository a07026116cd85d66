//! Grams: four bytes in a row. A rule without a whole token is filed under such as every URL it matches must have: best
//! where a token begins or ends, as there are few such places in a URL; of seven bytes in a row, one of the four that
//! begin at a multiple of four is in any URL that has them; and else the URL has to be read byte by byte ([`super::marks`]).

use crate::tokens::{Placed, Tokens, is_in_token};

use super::table::Key;

/// Bytes in a row, the first lowest.
type Gram = u32;

/// Bytes of a gram.
const LENGTH: usize = 4;
/// Of so many bytes wherever they stand, four begin at a multiple of four.
const ALIGNED: usize = 2 * LENGTH - 1;

/// All of `text`; none of what is shorter than one.
pub(super) fn all_of(text: &[u8]) -> impl Iterator<Item = Gram> {
    text.windows(LENGTH).filter_map(|window| window.first_chunk()).map(|gram| Gram::from_le_bytes(*gram))
}

/// Stands in a run for where the URL begins or ends.
pub(super) const URL_END: u8 = 0;

/// A URL that has all of `runs` somewhere, in lower case, has one of these keys: those that `frequency` says are the
/// rarest. None where all are in nearly every URL (`u32::MAX`).
pub(super) fn keys_of(runs: &[Vec<u8>], frequency: impl Fn(Gram) -> u32) -> Vec<Key> {
    let rarest = |grams: &mut dyn Iterator<Item = Gram>| {
        grams.filter(|gram| frequency(*gram) < u32::MAX).min_by_key(|gram| frequency(*gram))
    };
    if let Some(gram) = rarest(&mut runs.iter().flat_map(|run| all_of(run)).filter(|gram| is_edge(*gram))) {
        return vec![Key::Edge(gram)];
    }
    let inner = || runs.iter().flat_map(|run| run.split(|byte| *byte == URL_END));
    let commonest = |window: &&[u8]| all_of(window).map(&frequency).max();
    let aligned = inner().flat_map(|run| run.windows(ALIGNED));
    if let Some(window) = aligned.min_by_key(commonest).filter(|window| commonest(window) < Some(u32::MAX)) {
        return all_of(window).map(Key::Fourth).collect();
    }
    rarest(&mut inner().flat_map(all_of)).into_iter().map(Key::Gram).collect()
}

/// The grams where a token begins and where it ends: a byte before it with its first three, and its last three with the
/// byte behind it; of a short one what is around it, too. Before and behind the URL there is [`URL_END`].
pub(super) fn edges(url: &Tokens, token: Placed) -> [Gram; 2] {
    [url.four_before(token.start + 3), url.four_before(token.end + 1)]
}

/// Whether a URL that has this gram has it among those that [`edges`] gives.
fn is_edge(gram: Gram) -> bool {
    let [a, b, c, d] = gram.to_le_bytes();
    (!is_in_token(a) && is_in_token(b)) || (is_in_token(c) && !is_in_token(d))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::keys_of;
    use crate::engine::marks::Marks;
    use crate::engine::table::Key;
    use crate::tokens::Tokens;

    /// Whether one of `keys` is found in `url`.
    fn finds(keys: &[Key], url: &str) -> bool {
        let mut tokens = Tokens::default();
        tokens.set(url);
        let mut is_found = false;
        let found = |number, _, _| is_found |= keys.iter().any(|key| key.number() == number);
        Marks::of(keys.iter()).in_url(&tokens, found);
        is_found
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn what_is_filed_under_grams_is_found_wherever_it_stands(
            before in "[a-z./?=-]{0,9}",
            run in "[a-z./?=-]{1,12}",
            after in "[a-z./?=-]{0,9}",
        ) {
            for (run, url) in [
                (run.clone(), format!("{before}{run}{after}")),
                (format!("\0{run}"), format!("{run}{after}")),
                (format!("{run}\0"), format!("{before}{run}")),
            ] {
                let keys = keys_of(&[run.clone().into_bytes()], |gram| gram % 7);
                prop_assert!(keys.is_empty() || finds(&keys, &url), "{run:?} in {url}: {keys:?}");
            }
            prop_assert_eq!(keys_of(&[run.clone().into_bytes()], |gram| gram % 7).is_empty(), run.len() < 4);
        }
    }

    #[test]
    fn as_little_of_a_url_is_read_as_finds_a_rule() {
        let edge = |gram: &[u8; 4]| vec![Key::Edge(u32::from_le_bytes(*gram))];
        let keys = |run: &str| keys_of(&[run.as_bytes().to_vec()], |_| 1);
        assert_eq!(keys("/banner"), edge(b"/ban"));
        assert_eq!(keys("banner="), edge(b"ner="));
        assert_eq!(keys("\0banner"), edge(b"\0ban"));
        assert!(matches!(keys("banners")[..], [Key::Fourth(_), Key::Fourth(_), Key::Fourth(_), Key::Fourth(_)]));
        assert!(matches!(keys("banner")[..], [Key::Gram(_)]));
        assert!(keys("ban").is_empty());
        assert!(keys_of(&[b"https://banner".to_vec()], |_| u32::MAX).is_empty());
    }
}
