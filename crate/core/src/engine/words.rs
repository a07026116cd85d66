//! Numbers as they lie in the engine's file: 32 bits each, lowest byte first.

/// The numbers in `bytes`; a rest of fewer than four bytes is none.
pub(super) fn read(bytes: &[u8]) -> Vec<u32> {
    let (words, _) = bytes.as_chunks();
    words.iter().map(|word| u32::from_le_bytes(*word)).collect()
}

pub(super) fn write(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}
