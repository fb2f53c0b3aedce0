//! Sections that are parsed already.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

use crate::projection::Hash;

/// The cache is emptied beyond this many bytes of JSON.
const CACHE_BYTES: usize = 64 << 20;

/// Parsed sections by their hash. The content of a hash never changes, so entries are only removed
/// to make room.
#[derive(Debug, Default)]
pub(crate) struct Cache(Mutex<Parsed>);

#[derive(Debug, Default)]
struct Parsed {
    values: HashMap<Hash, Arc<Value>>,
    bytes: usize,
}

impl Cache {
    pub(super) fn get(&self, hash: &Hash) -> Option<Arc<Value>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).values.get(hash).cloned()
    }

    pub(super) fn put(&self, hash: Hash, value: Arc<Value>, bytes: usize) {
        let mut parsed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if parsed.bytes + bytes > CACHE_BYTES {
            *parsed = Parsed::default();
        }
        parsed.bytes += bytes;
        parsed.values.insert(hash, value);
    }
}
