//! Unsaved edits: what saving one would do now, and what is left of it afterwards.
//!
//! The API has no conditional write, so every save compares three values first: what was stored
//! when the edit began (`base`), what the person has typed (`mine`) and what is stored now
//! (`current`). The comparison is field by field, so that two people who edit different fields of
//! one thing never meet in a conflict.

use std::fmt::Debug;

/// A value that people edit field by field.
pub trait Fields: Clone {
    /// Names one field. A fixed set is an enum; fields that people add are named by their key.
    type Field: Clone + Debug + PartialEq;

    /// The fields in which `self` and `other` differ, in the order in which they are shown.
    fn differing(&self, other: &Self) -> Vec<Self::Field>;

    /// Those of them that differ by more than what the platform rewrites when it stores a text
    /// ([`is_rewritten`]): what a person can have changed.
    fn changed_by_hand(&self, other: &Self) -> Vec<Self::Field> {
        self.differing(other)
    }

    /// Takes the value of one field from `other`.
    fn take(&mut self, field: &Self::Field, other: &Self);
}

/// A text is one field.
impl Fields for String {
    type Field = ();

    fn differing(&self, other: &Self) -> Vec<()> {
        if self == other { Vec::new() } else { vec![()] }
    }

    fn changed_by_hand(&self, other: &Self) -> Vec<()> {
        if is_rewritten(self, other) { Vec::new() } else { vec![()] }
    }

    fn take(&mut self, (): &(), other: &Self) {
        self.clone_from(other);
    }
}

/// Whether one of two texts can be what the platform made of the other: it trims texts and writes
/// line ends in its own way, and does not always say so in the answer to a save.
pub fn is_rewritten(one: &str, other: &str) -> bool {
    one == other || one.trim().lines().eq(other.trim().lines())
}

/// An unsaved edit of a stored value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit<T> {
    /// What was stored when the edit began.
    pub base: T,
    /// What is typed now.
    pub mine: T,
}

/// What saving an edit would do, given what is stored now.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveCheck<T: Fields> {
    /// Nobody else changed these fields: send them, and no others.
    Save {
        /// The fields to send.
        fields: Vec<T::Field>,
        /// What is stored afterwards: the present value with these fields on top.
        value: T,
    },
    /// What is stored already has every change of this edit.
    Nothing,
    /// Somebody else gave some of the edited fields other values since the edit began. Nothing may
    /// be sent before a person has decided.
    Conflict {
        /// The fields that both changed, to different values.
        fields: Vec<T::Field>,
        /// What is stored now.
        theirs: T,
    },
    /// What was edited is no longer stored.
    Deleted,
}

/// The three values of a field that two people changed.
#[derive(Debug)]
pub struct Sides<'a, T> {
    /// What was stored when the edit began.
    pub base: &'a T,
    /// What is typed.
    pub mine: &'a T,
    /// What somebody else stored.
    pub theirs: &'a T,
}

impl<T> Clone for Sides<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Sides<'_, T> {}

impl<T: Fields> Edit<T> {
    /// The fields that this edit changes.
    pub fn changed(&self) -> Vec<T::Field> {
        self.base.differing(&self.mine)
    }

    /// What saving this edit would do; `current` is what is stored now, `None` if it was deleted.
    pub fn check(&self, current: Option<&T>) -> SaveCheck<T> {
        self.check_resolved(current, |_, _| None)
    }

    /// The same, where `resolve` may settle a field that both sides changed: with a merge of the two
    /// texts, or with what a person decided. It gives a value that has the settled field; `None`
    /// leaves the conflict open.
    pub fn check_resolved(
        &self,
        current: Option<&T>,
        resolve: impl Fn(&T::Field, Sides<'_, T>) -> Option<T>,
    ) -> SaveCheck<T> {
        let Some(current) = current else { return SaveCheck::Deleted };
        let theirs = self.base.changed_by_hand(current);
        let differs = self.mine.changed_by_hand(current);
        let mut value = current.clone();
        let mut conflicts = Vec::new();
        for field in self.changed() {
            let is_conflict = theirs.contains(&field) && differs.contains(&field);
            let sides = Sides { base: &self.base, mine: &self.mine, theirs: current };
            match is_conflict.then(|| resolve(&field, sides)) {
                None => value.take(&field, &self.mine),
                Some(Some(settled)) => value.take(&field, &settled),
                Some(None) => conflicts.push(field),
            }
        }
        let fields = current.differing(&value);
        if !conflicts.is_empty() {
            SaveCheck::Conflict { fields: conflicts, theirs: current.clone() }
        } else if fields.is_empty() {
            SaveCheck::Nothing
        } else {
            SaveCheck::Save { fields, value }
        }
    }

    /// The changes of this edit on top of `stored`; `None` when `stored` has them all.
    ///
    /// After a save, this is what was typed since: the base is what was sent. After a conflict that
    /// a person has seen, this is the edit to go on with.
    pub fn rebase(&self, stored: &T) -> Option<Self> {
        let mut mine = stored.clone();
        for field in self.changed() {
            mine.take(&field, &self.mine);
        }
        let rebased = Self { base: stored.clone(), mine };
        (!rebased.changed().is_empty()).then_some(rebased)
    }

    /// What was typed since `self` was sent: the edit from its text to what is typed now, on top of
    /// `stored`. In fields that only this edit changed, what is stored is what was sent, as the
    /// platform writes it. In all others, the `merged` ones among them, somebody else may have written
    /// something that was not on the page while it was typed; there the edit begins where the sent one
    /// ended, so that the next save brings the two together.
    pub fn since_save(&self, typed: &T, stored: &T, merged: &[T::Field]) -> Option<Self> {
        let since = Self { base: self.mine.clone(), mine: typed.clone() };
        let mut rebased = since.rebase(stored)?;
        let own = self.changed();
        let is_own = |field: &&T::Field| own.contains(field) && !merged.contains(field);
        for field in since.changed().iter().filter(|field| !is_own(field)) {
            rebased.base.take(field, &self.mine);
        }
        Some(rebased)
    }
}

#[cfg(test)]
mod tests;
