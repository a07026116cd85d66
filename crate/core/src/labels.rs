//! A host and the hosts it lies under, each with a hash, all made in one go from the host's end.
//!
//! What is looked up by them is not known here: rules ([`crate::engine`]), companies ([`crate::catalogue`]).

/// Where in its host a name begins, and the name's hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) start: usize,
    pub(crate) hash: u32,
}

/// Those of one host, the shortest name first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Labels(Vec<Label>);

impl Labels {
    /// Those of `host`, in place of what was here.
    pub(crate) fn set(&mut self, host: &str) {
        self.0.clear();
        let mut state = START;
        for (at, byte) in host.bytes().enumerate().rev() {
            if byte == b'.' {
                self.0.push(Label { start: at + 1, hash: state });
            }
            state = step(state, byte);
        }
        self.0.push(Label { start: 0, hash: state });
    }

    /// The last of those above the host first, then downwards to the host itself.
    pub(crate) fn shortest_first(&self) -> impl Iterator<Item = Label> + Clone {
        self.0.iter().copied()
    }

    /// The host itself first, then those above it.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Label> {
        self.0.iter().rev().copied()
    }
}

/// The hash of a whole name.
pub(crate) fn hash(name: &str) -> u32 {
    extended(START, name)
}

/// The hash of `name` followed by what has the hash `state`.
pub(crate) fn extended(state: u32, name: &str) -> u32 {
    name.bytes().rev().fold(state, step)
}

/// Of no letter at all.
pub(crate) const START: u32 = 0x811c_9dc5;

/// FNV-1a, from a name's end to its beginning: the hash of a name's parent is met on the way.
pub(crate) fn step(state: u32, byte: u8) -> u32 {
    (state ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

#[cfg(test)]
mod tests {
    use super::{Labels, hash};

    #[test]
    fn a_host_comes_before_those_above_it_and_each_has_the_hash_of_its_name() {
        let mut labels = Labels::default();
        for (host, expected) in [("a.b.example", &["a.b.example", "b.example", "example"][..]), ("x", &["x"])] {
            labels.set(host);
            let names: Vec<&str> = labels.iter().map(|label| &host[label.start..]).collect();
            assert_eq!(names, expected);
            assert!(labels.iter().zip(expected).all(|(label, name)| label.hash == hash(name)), "{host}");
        }
    }
}
