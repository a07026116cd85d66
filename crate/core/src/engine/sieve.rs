//! Which hosts are certainly not in a map. Nearly all that is looked up there is not, and a look in the map costs twenty
//! times as much.

use super::words;

/// So many that one in twenty absent hosts passes.
const BITS_A_KEY: usize = 8;

/// A Bloom filter of two bits a key.
#[derive(Default)]
pub(super) struct Sieve(Vec<u32>);

impl Sieve {
    pub(super) fn of<'a>(keys: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let mut sieve = Self(vec![0; (keys.len() * BITS_A_KEY).div_ceil(32)]);
        for key in keys {
            for (word, bit) in sieve.places(hash(key.bytes().rev())) {
                sieve.0[word] |= bit;
            }
        }
        sieve
    }

    pub(super) fn load(bytes: &[u8]) -> Self {
        Self(words::read(bytes))
    }

    pub(super) fn save(&self) -> Vec<u8> {
        words::write(&self.0)
    }

    /// `host` and the hosts above it, the longest first, as far as they may be in the map with `ending` behind them.
    pub(super) fn passing<'a>(&self, host: &'a str, ending: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let bytes = host.as_bytes();
        let mut passing = Vec::new();
        let mut state = hash(ending.bytes().rev());
        for at in (0..bytes.len()).rev() {
            if bytes[at] == b'.' && self.has(state) {
                passing.push(at + 1);
            }
            state = step(state, bytes[at]);
        }
        if self.has(state) {
            passing.push(0);
        }
        passing.into_iter().rev().map(|start| &host[start..])
    }

    fn has(&self, hash: u32) -> bool {
        self.places(hash).iter().all(|(word, bit)| self.0.get(*word).is_some_and(|found| found & bit != 0))
    }

    fn places(&self, hash: u32) -> [(usize, u32); 2] {
        let bits = self.0.len() as u64 * 32;
        // FNV's low bits are its best, and the high ones choose the place.
        let mixed = (hash ^ (hash >> 15)).wrapping_mul(0x9e37_79b1);
        [mixed, (mixed ^ (mixed >> 13)).wrapping_mul(0x85eb_ca6b)].map(|number| {
            let bit = ((u64::from(number) * bits) >> 32) as usize;
            (bit / 32, 1 << (bit % 32))
        })
    }
}

const START: u32 = 0x811c_9dc5;

/// FNV-1a, from the end of a host to its beginning: the hash of a host's parent is met on the way.
fn hash(reversed: impl Iterator<Item = u8>) -> u32 {
    reversed.fold(START, step)
}

fn step(state: u32, byte: u8) -> u32 {
    (state ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

#[cfg(test)]
mod tests {
    use super::Sieve;

    #[test]
    fn every_host_in_the_map_passes_and_few_others_do() {
        let hosts: Vec<String> = (0..5000).map(|number| format!("h{number}.tracker.example")).collect();
        let sieve = Sieve::of(hosts.iter().map(String::as_str));
        let sieve = Sieve::load(&sieve.save());
        for host in &hosts {
            assert_eq!(sieve.passing(&format!("a.b.{host}"), "").last(), Some(host.as_str()), "{host}");
            assert_eq!(sieve.passing(host.trim_end_matches(".example"), ".example").count(), 1, "{host}");
        }
        let others = (0..5000).filter(|number| sieve.passing(&format!("o{number}.example"), "").count() > 0).count();
        assert!(others < 500, "{others} of 5,000 others pass");
        assert_eq!(Sieve::of([].into_iter()).passing("a.example", "").count(), 0);
        assert_eq!(Sieve::load(&[]).passing("a.example", "").count(), 0);
    }

    #[test]
    fn hosts_pass_from_the_longest_to_the_shortest() {
        let sieve = Sieve::of(["b.example", "a.b.example", "example"].into_iter());
        let passing: Vec<&str> = sieve.passing("a.b.example", "").collect();
        assert_eq!(passing, ["a.b.example", "b.example", "example"]);
    }
}
