//! The items that texts can refer to, by identifier and by name.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::kind::{Notation, ReferenceKind};
use super::token::{Reference, is_key_char};
use crate::snapshot::{Snapshot, items_of};

/// Something that texts can refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedItem {
    /// What it is.
    pub kind: ReferenceKind,
    /// Its identifier, which stored texts have.
    pub id: String,
    /// Its name, which people read. May be empty, and need not be unique.
    pub name: String,
    /// What else there is to know of it, for people who choose; may be empty.
    pub detail: String,
    /// Whether it can be used. What is archived is known by its name and can not.
    pub exists: bool,
}

/// Whether what a reference stands for exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Exists,
    /// It does not: the reference is broken.
    Missing,
    /// The content at hand does not tell.
    Unknown,
}

/// The items of a version or branch that texts can refer to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    items: Vec<NamedItem>,
    kinds: HashMap<ReferenceKind, KindNames>,
}

/// The items of one kind, by what stands in the braces. Values are positions in `Names::items`.
#[derive(Clone, Debug, Default, PartialEq)]
struct KindNames {
    ids: HashMap<String, usize>,
    /// How many existing items have a name.
    uses: HashMap<String, usize>,
    /// The names that mean one item only and can be written in braces.
    names: HashMap<String, usize>,
}

/// Stands before what is literally a name in a stored text, where an identifier belongs.
pub(super) const LITERAL: char = '=';

impl Names {
    /// Items of the kinds in `listed`, of which nothing else exists.
    pub fn new(items: Vec<NamedItem>, listed: &[ReferenceKind]) -> Self {
        let mut names = Self { items: Vec::new(), kinds: HashMap::new() };
        names.kinds.extend(listed.iter().map(|kind| (*kind, KindNames::default())));
        names.add(items);
        names
    }

    /// What a version or branch has. Of kinds that it does not list, nothing is known.
    pub fn of(snapshot: &Snapshot) -> Self {
        let projection = snapshot.projection();
        let mut names = Self::default();
        let mut items = Vec::new();
        // An item may stand under a key that is not its `id`; texts may have either.
        let mut keys = Vec::new();
        let mut list = |kind, collection: &Value, holder: Option<&str>| {
            for (id, item) in items_of(Some(collection)) {
                items.push(named(kind, id, item, holder));
            }
            let entities = collection.get("entities").and_then(Value::as_object);
            for (key, item) in entities.into_iter().flatten() {
                if let Some(id) = item.get("id").and_then(Value::as_str).filter(|id| id != key) {
                    keys.push((kind, key.clone(), id.to_owned()));
                }
            }
        };
        for kind in ReferenceKind::LISTED {
            let found = kind.collection().and_then(|path| projection.pointer(path));
            if let Some(collection) = found {
                names.kinds.entry(kind).or_default();
                list(kind, collection, None);
            }
        }
        if let Some(flows) = projection.pointer("/flows/flows") {
            names.kinds.entry(ReferenceKind::TransitionFunction).or_default();
            for (id, flow) in items_of(Some(flows)) {
                let name = flow.get("name").and_then(Value::as_str).unwrap_or(id);
                if let Some(functions) = flow.get("transitionFunctions") {
                    list(ReferenceKind::TransitionFunction, functions, Some(name));
                }
            }
        }
        items.sort_by_key(|item| item.kind);
        names.add(items);
        for (kind, key, id) in keys {
            if let Some(of_kind) = names.kinds.get_mut(&kind)
                && let Some(&place) = of_kind.ids.get(&id)
            {
                of_kind.ids.entry(key).or_insert(place);
            }
        }
        names.choose_names();
        names
    }

    fn add(&mut self, items: Vec<NamedItem>) {
        for item in items {
            let place = self.items.len();
            let of_kind = self.kinds.entry(item.kind).or_default();
            of_kind.ids.entry(item.id.clone()).or_insert(place);
            if item.exists {
                *of_kind.uses.entry(item.name.clone()).or_default() += 1;
            }
            self.items.push(item);
        }
        self.choose_names();
    }

    /// Finds the names that can stand for their items.
    fn choose_names(&mut self) {
        for (kind, of_kind) in &mut self.kinds {
            let literal: HashSet<&str> =
                of_kind.ids.keys().map(|id| id.trim_start_matches(LITERAL)).collect();
            let items = self.items.iter().enumerate();
            let names = items
                .filter(|(place, item)| {
                    item.kind == *kind
                        && item.exists
                        && of_kind.ids.get(&item.id) == Some(place)
                        && of_kind.uses.get(&item.name) == Some(&1)
                        && is_writable(&item.name)
                        && !literal.contains(&*item.name)
                })
                .map(|(place, item)| (item.name.clone(), place))
                .collect();
            of_kind.names = names;
        }
    }

    /// All items, in the order of their kinds and of the projection.
    pub fn items(&self) -> &[NamedItem] {
        &self.items
    }

    /// The item with that identifier.
    pub fn find(&self, kind: ReferenceKind, id: &str) -> Option<&NamedItem> {
        self.kinds.get(&kind)?.ids.get(id).map(|place| &self.items[*place])
    }

    /// The item that a reference of a stored text stands for.
    pub fn item(&self, text: &str, reference: &Reference) -> Option<&NamedItem> {
        let key = &text[reference.key.clone()];
        match reference.notation {
            Notation::Braces => self.find(reference.kind, key),
            Notation::Dollar => self.variable(key),
        }
    }

    /// The variable with that name. `$variant_…` is the older way to write an attribute.
    fn variable(&self, name: &str) -> Option<&NamedItem> {
        let is_it = |item: &&NamedItem| match item.kind {
            ReferenceKind::Variable => item.name == name,
            ReferenceKind::Attribute => name.strip_prefix("variant_") == Some(&item.name),
            _ => false,
        };
        self.items.iter().find(is_it)
    }

    /// Whether what a reference of a stored text stands for exists. A variable may be made by code,
    /// so none is known to be missing by its name.
    pub fn standing(&self, text: &str, reference: &Reference) -> Standing {
        match self.item(text, reference) {
            Some(item) if item.exists => Standing::Exists,
            Some(_) => Standing::Missing,
            None if reference.notation == Notation::Dollar => Standing::Unknown,
            None if self.kinds.contains_key(&reference.kind) => Standing::Missing,
            None => Standing::Unknown,
        }
    }

    /// A reference of a stored text as people read it: "→ Duty manager". Where another item of the
    /// kind has the same name, the identifier stands behind it.
    pub fn display(&self, text: &str, reference: &Reference) -> String {
        if reference.notation == Notation::Dollar {
            return text[reference.range.clone()].to_owned();
        }
        let (kind, key) = (reference.kind, &text[reference.key.clone()]);
        let sign = match kind {
            // The prefix is all that is known of it.
            ReferenceKind::Other => &text[reference.range.start + 2..reference.key.start],
            kind => kind.sign(),
        };
        let name = self.find(kind, key).filter(|item| !item.name.is_empty());
        let is_unique = |item: &NamedItem| self.name_of(kind, &item.id).is_some();
        match name {
            None => format!("{sign}{key}"),
            Some(item) if is_unique(item) || !item.exists => format!("{sign}{}", item.name),
            Some(item) => format!("{sign}{} ({key})", item.name),
        }
    }

    /// The reference to an item as it is written in an editor: `{{ho:Duty manager}}`.
    pub fn written(&self, item: &NamedItem) -> String {
        let key = self.name_of(item.kind, &item.id).unwrap_or(&item.id);
        format!("{{{{{}:{key}}}}}", item.kind.prefix().unwrap_or_default())
    }

    /// The broken references of a stored text, in order.
    pub fn broken(&self, text: &str) -> Vec<Reference> {
        let mut found = super::token::references(text);
        found.retain(|reference| self.standing(text, reference) == Standing::Missing);
        found
    }

    /// The name that stands for an identifier in editors.
    pub(super) fn name_of(&self, kind: ReferenceKind, id: &str) -> Option<&str> {
        let of_kind = self.kinds.get(&kind)?;
        let place = of_kind.ids.get(id)?;
        let item = &self.items[*place];
        // What stands under another key keeps it.
        (item.id == id && of_kind.names.get(&item.name) == Some(place)).then_some(&*item.name)
    }

    /// The identifier that a name stands for in editors.
    pub(super) fn id_of(&self, kind: ReferenceKind, name: &str) -> Option<&str> {
        let of_kind = self.kinds.get(&kind)?;
        of_kind.names.get(name).map(|place| &*self.items[*place].id)
    }

    pub(super) fn is_id(&self, kind: ReferenceKind, key: &str) -> bool {
        self.kinds.get(&kind).is_some_and(|of_kind| of_kind.ids.contains_key(key))
    }
}

/// Whether a name can be written between braces and read back by a person.
fn is_writable(name: &str) -> bool {
    !name.is_empty()
        && name.trim() == name
        && !name.starts_with(LITERAL)
        && name.chars().all(is_key_char)
}

fn named(kind: ReferenceKind, id: &str, item: &Value, holder: Option<&str>) -> NamedItem {
    let text = |key: &str| item.get(key).and_then(Value::as_str).unwrap_or_default();
    let name = match text("name") {
        // A translation is named by its key.
        "" => text("translationKey"),
        name => name,
    };
    let detail = match text("description") {
        "" => text("text"),
        description => description,
    };
    let archived = item.get("archived").and_then(Value::as_bool);
    NamedItem {
        kind,
        id: id.to_owned(),
        name: name.to_owned(),
        detail: holder.unwrap_or(detail).to_owned(),
        exists: archived != Some(true),
    }
}

#[cfg(test)]
mod tests;
