//! What tells two texts apart, in 64 signs.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// Everything that an output is made of, or the output itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digest(pub(super) String);

impl Digest {
    /// Of one text.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self::of_all([bytes])
    }

    /// Of several texts, one after the other.
    pub(super) fn of_all<'a>(texts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hash = Sha256::new();
        for text in texts {
            // Where one ends and the next begins is a part of what is told.
            hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
            hash.update(text);
        }
        let mut out = String::with_capacity(64);
        for byte in hash.finalize() {
            let _ = write!(out, "{byte:02x}");
        }
        Self(out)
    }
}
