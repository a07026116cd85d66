//! Files that only the same build may read: a magic word, a format number, a checksum, and the parts.

use std::hash::{DefaultHasher, Hasher};

use thiserror::Error;

/// Bytes that were not sealed by this build.
#[derive(Debug, Error, PartialEq, Eq)]
pub(crate) enum NotSealed {
    /// Truncated, damaged, or something else altogether.
    #[error("{0}")]
    Damaged(&'static str),
    /// Of a build with another format.
    #[error("format {0}")]
    Format(u32),
}

/// `parts` as a file.
pub(crate) fn seal(magic: [u8; 8], format: u32, parts: &[u8]) -> Vec<u8> {
    [&magic[..], &format.to_le_bytes(), &checksum(parts), parts].concat()
}

/// The parts of a file. They must not be looked at before the checksum agrees: some of what reads them trusts its bytes.
pub(crate) fn open(magic: [u8; 8], format: u32, bytes: &[u8]) -> Result<&[u8], NotSealed> {
    let rest = bytes.strip_prefix(&magic).ok_or(NotSealed::Damaged("it does not begin as one"))?;
    let (found, rest) = rest.split_first_chunk().ok_or(NotSealed::Damaged("it ends too early"))?;
    let found = u32::from_le_bytes(*found);
    if found != format {
        return Err(NotSealed::Format(found));
    }
    let (sum, parts) = rest.split_first_chunk().ok_or(NotSealed::Damaged("it ends too early"))?;
    if *sum == checksum(parts) { Ok(parts) } else { Err(NotSealed::Damaged("its checksum does not agree")) }
}

/// Reader and writer are of one build, so the standard library's hash will do.
fn checksum(parts: &[u8]) -> [u8; 8] {
    let mut hasher = DefaultHasher::new();
    hasher.write(parts);
    hasher.finish().to_le_bytes()
}
