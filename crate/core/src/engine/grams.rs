//! Which four bytes in a row a URL has, as far as a few hundred bytes can tell: most of what is looked for all along an
//! address is not there, and a look here costs less than the way.

/// Bytes in a row.
const LENGTH: usize = 4;
/// Of a number of 32 bits, those that choose one of 4,096 places.
const SHIFT: u32 = 20;

/// A Bloom filter of one bit a gram. Long URLs have nearly everything.
pub(super) struct Grams([u32; 128]);

impl Grams {
    /// `text` is in lower case.
    pub(super) fn of(text: &[u8]) -> Self {
        let mut bits = [0; 128];
        for gram in grams(text.iter().copied()) {
            bits[gram / 32] |= 1 << (gram % 32);
        }
        Self(bits)
    }

    /// Whether the text may have these bytes in a row, in whatever case.
    pub(super) fn may_have(&self, bytes: &[u8]) -> bool {
        grams(bytes.iter().map(u8::to_ascii_lowercase)).all(|gram| self.0[gram / 32] & (1 << (gram % 32)) != 0)
    }
}

/// The places of all grams; none of what is shorter than one.
fn grams(bytes: impl Iterator<Item = u8>) -> impl Iterator<Item = usize> {
    let mut last = 0u32;
    let rolled = bytes.map(move |byte| {
        last = last << 8 | u32::from(byte);
        (last.wrapping_mul(0x9e37_79b1) >> SHIFT) as usize
    });
    rolled.skip(LENGTH - 1)
}

#[cfg(test)]
mod tests {
    use super::Grams;

    #[test]
    fn what_is_there_may_be_there_and_most_of_the_rest_is_not() {
        let url = b"https://www.news.example/banner468x60/ad?id=1";
        let grams = Grams::of(url);
        for length in 0..=12 {
            for bytes in url.windows(length.max(1)) {
                assert!(grams.may_have(bytes), "{}", String::from_utf8_lossy(bytes));
            }
        }
        assert!(grams.may_have(b"Banner468"));
        assert!(grams.may_have(b"xyz"), "too short to tell");
        let others = ["linkedin.com", "tracking", "pixel.gif", "emltrk", "/getadsurl", "analytics"];
        assert!(others.iter().all(|other| !grams.may_have(other.as_bytes())));
        assert!(!Grams::of(b"").may_have(b"four"));
    }
}
