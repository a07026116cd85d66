//! Files that only the same build may read: a magic word, a format number, a checksum, and the parts.
//!
//! A file is read a stretch at a time, so that it need not be in memory beside what is made of it.

use std::ops::Range;

use postcard::de_flavors::Flavor;
use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;
use xxhash_rust::xxh64::{Xxh64, xxh64};

/// Bytes that lie somewhere, not necessarily in this memory.
pub trait File {
    /// How many there are.
    fn size(&self) -> usize;

    /// Fills `room` with those from `at` on. Never asked for what is not there.
    fn read(&self, at: usize, room: &mut [u8]);
}

impl File for [u8] {
    fn size(&self) -> usize {
        self.len()
    }

    fn read(&self, at: usize, room: &mut [u8]) {
        if let Some(found) = self.get(at..at + room.len()) {
            room.copy_from_slice(found);
        }
    }
}

/// Bytes that were not sealed by this build.
#[derive(Debug, Error, PartialEq, Eq)]
pub(crate) enum NotSealed {
    /// Truncated, damaged, or something else altogether.
    #[error("{0}")]
    Damaged(String),
    /// Of a build with another format.
    #[error("format {0}")]
    Format(u32),
}

/// Where the parts begin.
const HEAD: usize = 20;
/// Bytes that are fetched together, at least.
const STRETCH: usize = 64 << 10;

/// `parts` as a file.
pub(crate) fn seal(magic: [u8; 8], format: u32, parts: &impl Serialize) -> Vec<u8> {
    // Writing to a vector cannot fail, and none of the types refuses to be serialised.
    let parts = postcard::to_stdvec(parts).unwrap_or_default();
    [&magic[..], &format.to_le_bytes(), &xxh64(&parts, 0).to_le_bytes(), &parts].concat()
}

/// The parts of a file. They are not looked at before the checksum agrees: some of what reads them trusts its bytes.
pub(crate) fn open<T: DeserializeOwned>(
    magic: [u8; 8],
    format: u32,
    file: &(impl File + ?Sized),
) -> Result<T, NotSealed> {
    let damaged = |what: &str| NotSealed::Damaged(what.to_owned());
    let mut head = [0; HEAD];
    let known = head.len().min(file.size());
    file.read(0, &mut head[..known]);
    if !head.starts_with(&magic) {
        return Err(damaged("it does not begin as one"));
    }
    let rest = head.get(magic.len()..known).and_then(<[u8]>::split_first_chunk);
    let (found, rest) = rest.ok_or_else(|| damaged("it ends too early"))?;
    let found = u32::from_le_bytes(*found);
    if found != format {
        return Err(NotSealed::Format(found));
    }
    let sum = rest.first_chunk().ok_or_else(|| damaged("it ends too early"))?;
    if u64::from_le_bytes(*sum) != checksum(file) {
        return Err(damaged("its checksum does not agree"));
    }
    let mut parts = postcard::Deserializer::from_flavor(Parts { file, at: HEAD, room: Vec::new(), unused: 0..0 });
    T::deserialize(&mut parts).map_err(|error| NotSealed::Damaged(error.to_string()))
}

fn checksum(file: &(impl File + ?Sized)) -> u64 {
    let mut hasher = Xxh64::new(0);
    let mut room = vec![0; STRETCH];
    let mut at = HEAD;
    while at < file.size() {
        let room = &mut room[..STRETCH.min(file.size() - at)];
        file.read(at, room);
        hasher.update(room);
        at += room.len();
    }
    hasher.digest()
}

/// A file's parts on their way into what they become.
struct Parts<'f, F: ?Sized> {
    file: &'f F,
    /// How far it was fetched.
    at: usize,
    /// Where what was fetched last lies. It only grows: to make room anew costs more than all the rest.
    room: Vec<u8>,
    /// What of the room is fetched and not used yet.
    unused: Range<usize>,
}

impl<F: File + ?Sized> Parts<'_, F> {
    /// Has the next `count` bytes in the room.
    fn fetch(&mut self, count: usize) -> postcard::Result<()> {
        let unused = self.unused.len();
        if count <= unused {
            return Ok(());
        }
        let left = self.file.size() - self.at;
        if count - unused > left {
            return Err(postcard::Error::DeserializeUnexpectedEnd);
        }
        let more = (count - unused).max(STRETCH).min(left);
        if self.room.len() < unused + more {
            self.room.resize(unused + more, 0);
        }
        self.room.copy_within(self.unused.clone(), 0);
        self.unused = 0..unused + more;
        self.file.read(self.at, &mut self.room[unused..unused + more]);
        self.at += more;
        Ok(())
    }
}

impl<'f, F: File + ?Sized> Flavor<'f> for Parts<'f, F> {
    type Remainder = ();
    type Source = ();

    fn pop(&mut self) -> postcard::Result<u8> {
        self.try_take_n_temp(1).map(|byte| byte[0])
    }

    fn try_take_n(&mut self, _: usize) -> postcard::Result<&'f [u8]> {
        // What would be lent is gone when the next stretch comes.
        Err(postcard::Error::WontImplement)
    }

    fn try_take_n_temp<'a>(&'a mut self, count: usize) -> postcard::Result<&'a [u8]>
    where
        'f: 'a,
    {
        self.fetch(count)?;
        let start = self.unused.start;
        self.unused.start += count;
        Ok(&self.room[start..start + count])
    }

    fn finalize(self) -> postcard::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{HEAD, NotSealed, STRETCH, open, seal};

    const MAGIC: [u8; 8] = *b"a test's";

    #[test]
    fn what_was_sealed_is_read_whole_however_large_its_parts_are() {
        let parts = (vec!["a".repeat(3 * STRETCH), String::new(), "b".to_owned()], 7u8, vec![u64::MAX; STRETCH]);
        assert_eq!(open(MAGIC, 1, &seal(MAGIC, 1, &parts)[..]), Ok(parts));
    }

    #[test]
    fn a_file_of_another_format_says_so_and_no_damaged_one_is_read() {
        let sealed = seal(MAGIC, 1, &"some parts");
        assert_eq!(open::<String>(MAGIC, 2, &sealed[..]), Err(NotSealed::Format(1)));
        for cut in 0..sealed.len() {
            assert!(open::<String>(MAGIC, 1, &sealed[..cut]).is_err(), "cut at {cut}");
        }
        for at in 0..sealed.len() {
            let mut damaged = sealed.clone();
            damaged[at] ^= 1;
            assert!(open::<String>(MAGIC, 1, &damaged[..]).is_err(), "byte {at}");
        }
        assert!(open::<String>(MAGIC, 1, &[&sealed[..], b"more"].concat()[..]).is_err());
        assert!(sealed.len() > HEAD);
    }
}
