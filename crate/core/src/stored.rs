//! How numbers, bytes and maps lie in the core's files, for `#[serde(with)]`: as stretches of bytes, where `postcard` by
//! itself would take them one by one. Stretches are short, so that little is in memory twice while a file is read.

use std::fmt::{self, Formatter};

use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// Bytes of a stretch; whole words.
const STRETCH: usize = 32 << 10;

/// Numbers of 32 bits, lowest byte first; a rest of fewer than four bytes is none.
pub(crate) mod words {
    use serde::de::Deserializer;
    use serde::ser::Serializer;

    pub(crate) fn serialize<S: Serializer>(words: &[u32], to: S) -> Result<S::Ok, S::Error> {
        super::write(&write(words), to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u32>, D::Error> {
        let mut words = Vec::new();
        super::read(from, |stretch, total| {
            if words.is_empty() {
                words.reserve_exact(total / 4);
            }
            words.extend(read(stretch));
        })?;
        Ok(words)
    }

    pub(crate) fn write(words: &[u32]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    pub(crate) fn read(bytes: &[u8]) -> impl ExactSizeIterator<Item = u32> {
        bytes.as_chunks().0.iter().map(|word| u32::from_le_bytes(*word))
    }
}

/// Rows of `WIDTH` numbers, column by column, which zips better than row by row. In the columns of the bits of `RISING`
/// each number is told by how far it is from the last.
pub(crate) mod columns {
    use serde::de::Deserializer;
    use serde::ser::Serializer;

    use super::words;

    pub(crate) fn serialize<const WIDTH: usize, const RISING: u32, S: Serializer>(
        rows: &[u32],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        let (rows, _) = rows.as_chunks::<WIDTH>();
        let column = |column: usize| {
            let mut last = 0;
            rows.iter().map(move |row| {
                let before = std::mem::replace(&mut last, row[column]);
                row[column].wrapping_sub(if is_rising(RISING, column) { before } else { 0 })
            })
        };
        words::serialize(&(0..WIDTH).flat_map(column).collect::<Vec<_>>(), to)
    }

    /// What [`serialize`] wrote. A rest that is no whole row is none.
    pub(crate) fn deserialize<'de, const WIDTH: usize, const RISING: u32, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<u32>, D::Error> {
        let mut rows: Vec<u32> = Vec::new();
        let (mut column, mut row, mut last) = (0, 0, 0);
        super::read(from, |stretch, total| {
            if rows.is_empty() {
                rows.resize(total / 4 / WIDTH * WIDTH, 0);
            }
            let (rows, _) = rows.as_chunks_mut::<WIDTH>();
            let (mut numbers, _) = stretch.as_chunks::<4>();
            while column < WIDTH && !numbers.is_empty() {
                let (these, rest) = numbers.split_at(numbers.len().min(rows.len() - row));
                let kept = if is_rising(RISING, column) { u32::MAX } else { 0 };
                for (row, number) in rows[row..].iter_mut().zip(these) {
                    last = u32::from_le_bytes(*number).wrapping_add(last & kept);
                    row[column] = last;
                }
                row += these.len();
                numbers = rest;
                if row == rows.len() {
                    (column, row, last) = (column + 1, 0, 0);
                }
            }
        })?;
        Ok(rows)
    }

    fn is_rising(rising: u32, column: usize) -> bool {
        column < 32 && rising >> column & 1 == 1
    }
}

pub(crate) mod bytes {
    use serde::de::Deserializer;
    use serde::ser::Serializer;

    pub(crate) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        super::write(bytes, to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        let mut bytes = Vec::new();
        super::read(from, |stretch, total| {
            if bytes.is_empty() {
                bytes.reserve_exact(total);
            }
            bytes.extend_from_slice(stretch);
        })?;
        Ok(bytes)
    }
}

/// Finite-state maps.
pub(crate) mod map {
    use fst::Map;
    use serde::de::{Deserializer, Error};
    use serde::ser::Serializer;

    pub(crate) fn serialize<S: Serializer>(map: &Map<Vec<u8>>, to: S) -> Result<S::Ok, S::Error> {
        super::write(map.as_fst().as_bytes(), to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Map<Vec<u8>>, D::Error> {
        Map::new(super::bytes::deserialize(from)?).map_err(Error::custom)
    }
}

/// Their number, then the stretches.
fn write<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
    let stretches: Vec<Stretch<'_>> = bytes.chunks(STRETCH).map(Stretch).collect();
    (bytes.len(), stretches).serialize(to)
}

/// Has `take` take one stretch after the other, each with the number of bytes of all.
fn read<'de, D: Deserializer<'de>>(from: D, take: impl FnMut(&[u8], usize)) -> Result<(), D::Error> {
    from.deserialize_tuple(2, Whole(take))
}

struct Stretch<'a>(&'a [u8]);

impl Serialize for Stretch<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(self.0)
    }
}

struct Whole<F>(F);

impl<'de, F: FnMut(&[u8], usize)> Visitor<'de> for Whole<F> {
    type Value = ();

    fn expecting(&self, to: &mut Formatter<'_>) -> fmt::Result {
        to.write_str("bytes in stretches")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut parts: A) -> Result<(), A::Error> {
        let total = parts.next_element()?.unwrap_or_default();
        parts.next_element_seed(Stretches { take: &mut self.0, total }).map(|_| ())
    }
}

struct Stretches<'f, F> {
    take: &'f mut F,
    total: usize,
}

impl<'de, F: FnMut(&[u8], usize)> DeserializeSeed<'de> for Stretches<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(&[u8], usize)> Visitor<'de> for Stretches<'_, F> {
    type Value = ();

    fn expecting(&self, to: &mut Formatter<'_>) -> fmt::Result {
        to.write_str("stretches of bytes")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut stretches: A) -> Result<(), A::Error> {
        let Self { take, total } = self;
        while stretches.next_element_seed(One(|stretch: &[u8]| take(stretch, total)))?.is_some() {}
        Ok(())
    }
}

struct One<F>(F);

impl<'de, F: FnMut(&[u8])> DeserializeSeed<'de> for One<F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_byte_buf(self)
    }
}

impl<F: FnMut(&[u8])> Visitor<'_> for One<F> {
    type Value = ();

    fn expecting(&self, to: &mut Formatter<'_>) -> fmt::Result {
        to.write_str("bytes")
    }

    fn visit_bytes<E>(mut self, bytes: &[u8]) -> Result<(), E> {
        self.0(bytes);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::{STRETCH, bytes, words};

    mod rows {
        use serde::de::Deserializer;
        use serde::ser::Serializer;

        use crate::stored::columns;

        pub(super) fn serialize<S: Serializer>(rows: &[u32], to: S) -> Result<S::Ok, S::Error> {
            columns::serialize::<3, 0b101, S>(rows, to)
        }

        pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u32>, D::Error> {
            columns::deserialize::<3, 0b101, D>(from)
        }
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct All {
        #[serde(with = "words")]
        words: Vec<u32>,
        #[serde(with = "rows")]
        rows: Vec<u32>,
        #[serde(with = "bytes")]
        bytes: Vec<u8>,
    }

    #[test]
    fn what_was_written_is_read_however_many_stretches_it_has() {
        for length in [0, 1, 2, STRETCH / 4, STRETCH, 3 * STRETCH + 1].map(|length| u32::try_from(length).unwrap_or(0))
        {
            let number = |place: u32| place.wrapping_mul(0x9e37_79b1) >> (place % 31);
            let all = All {
                words: (0..length).map(number).collect(),
                rows: (0..3 * length).map(number).collect(),
                bytes: (0..length).map(|place| number(place).to_le_bytes()[0]).collect(),
            };
            let saved = postcard::to_stdvec(&all).unwrap_or_default();
            // A failure would print some hundred thousand numbers.
            assert!(postcard::from_bytes(&saved) == Ok(all), "{length}");
        }
    }
}
