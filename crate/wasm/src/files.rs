//! The core's files where JavaScript has them: fetched a stretch at a time, so that no file is in linear memory, which
//! never shrinks.

use bystander_core::File;
use js_sys::Uint8Array;

/// Bytes of JavaScript's.
pub(crate) struct Fetched<'a>(pub(crate) &'a Uint8Array);

impl File for Fetched<'_> {
    fn size(&self) -> usize {
        self.0.length() as usize
    }

    fn read(&self, at: usize, room: &mut [u8]) {
        // Files are far smaller than 4 GB, which is all there is of linear memory.
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let stretch = self.0.subarray(place(at), place(at + room.len()));
        if stretch.length() as usize == room.len() {
            stretch.copy_to(room);
        }
    }
}
