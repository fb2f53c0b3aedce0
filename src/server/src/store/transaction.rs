//! A transaction on the data file.

use std::ops::Deref;

use rusqlite::{Connection, Transaction};

use super::cache::Cache;

/// One transaction: a connection, and what is already parsed.
pub(crate) struct Tx<'a> {
    transaction: Transaction<'a>,
    pub(super) cache: &'a Cache,
}

impl<'a> Tx<'a> {
    pub(super) fn new(transaction: Transaction<'a>, cache: &'a Cache) -> Self {
        Self { transaction, cache }
    }

    pub(super) fn commit(self) -> Result<(), rusqlite::Error> {
        self.transaction.commit()
    }
}

impl Deref for Tx<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.transaction
    }
}
