//! How much the tensors and variables of an engine hold.

/// Bytes now and at most.
#[derive(Debug, Default, Clone, Copy)]
pub struct Memory {
    bytes: usize,
    peak_bytes: usize,
}

impl Memory {
    /// Something of this size came.
    pub fn add(&mut self, bytes: usize) {
        self.bytes += bytes;
        self.peak_bytes = self.peak_bytes.max(self.bytes);
    }

    /// Something of this size went.
    pub fn remove(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_sub(bytes);
    }

    /// Bytes held now.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Most bytes ever held.
    pub fn peak_bytes(&self) -> usize {
        self.peak_bytes
    }
}
