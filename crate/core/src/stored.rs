//! How numbers, bytes and maps lie in the core's files: as a stretch of bytes each, for `#[serde(with)]`. `postcard` by
//! itself would take them one by one.

/// Numbers of 32 bits, lowest byte first; a rest of fewer than four bytes is none.
pub(crate) mod words {
    use serde::de::{Deserialize, Deserializer};
    use serde::ser::Serializer;

    pub(crate) fn serialize<S: Serializer>(words: &[u32], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&write(words))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u32>, D::Error> {
        <&[u8]>::deserialize(from).map(read)
    }

    pub(crate) fn write(words: &[u32]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    pub(crate) fn read(bytes: &[u8]) -> Vec<u32> {
        let (words, _) = bytes.as_chunks();
        words.iter().map(|word| u32::from_le_bytes(*word)).collect()
    }
}

/// Rows of `WIDTH` numbers, column by column, which zips better than row by row. In the columns of the bits of `RISING`
/// each number is told by how far it is from the last.
pub(crate) mod columns {
    use super::words;

    pub(crate) fn write<const WIDTH: usize, const RISING: u32>(rows: &[u32]) -> Vec<u8> {
        let (rows, _) = rows.as_chunks::<WIDTH>();
        let column = |column: usize| {
            let mut last = 0;
            rows.iter().map(move |row| {
                let before = std::mem::replace(&mut last, row[column]);
                row[column].wrapping_sub(if is_rising(RISING, column) { before } else { 0 })
            })
        };
        words::write(&(0..WIDTH).flat_map(column).collect::<Vec<_>>())
    }

    /// What [`write`] wrote. A rest that is no whole row is none.
    pub(crate) fn read<const WIDTH: usize, const RISING: u32>(bytes: &[u8]) -> Vec<u32> {
        let columns = words::read(bytes);
        let count = columns.len() / WIDTH;
        let mut rows = vec![0; count * WIDTH];
        for (column, numbers) in columns.chunks_exact(count.max(1)).take(WIDTH).enumerate() {
            let mut last = 0;
            for (row, number) in rows.as_chunks_mut::<WIDTH>().0.iter_mut().zip(numbers) {
                last = number.wrapping_add(if is_rising(RISING, column) { last } else { 0 });
                row[column] = last;
            }
        }
        rows
    }

    fn is_rising(rising: u32, column: usize) -> bool {
        rising >> column & 1 == 1
    }

    #[cfg(test)]
    mod tests {
        #[test]
        fn rows_are_read_as_they_were_written() {
            for rows in [&[][..], &[1, 2, 3], &[5, 900, 7, 9, 2, u32::MAX, 4, 4, 4]] {
                assert_eq!(super::read::<3, 0b101>(&super::write::<3, 0b101>(rows)), rows);
            }
            assert_eq!(super::read::<3, 0>(&[1, 0, 0, 0, 2, 0, 0, 0]), [] as [u32; 0]);
        }
    }
}

pub(crate) mod bytes {
    use serde::de::{Deserialize, Deserializer};
    use serde::ser::Serializer;

    pub(crate) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(bytes)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        <&[u8]>::deserialize(from).map(<[u8]>::to_vec)
    }
}

/// Finite-state maps.
pub(crate) mod map {
    use fst::Map;
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::Serializer;

    pub(crate) fn serialize<S: Serializer>(map: &Map<Vec<u8>>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(map.as_fst().as_bytes())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Map<Vec<u8>>, D::Error> {
        Map::new(<&[u8]>::deserialize(from)?.to_vec()).map_err(Error::custom)
    }
}
