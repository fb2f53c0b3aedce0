//! The fields of an item, found by walking both sides of it.

use serde_json::{Map, Value};

use super::builder::{FieldBuilder, FieldKind, ItemBuilder};
use super::entity::{entities, is_collection};
use super::equivalence::Equivalence;
use super::matching::matches;
use super::schema::{child_noun, is_atomic, label_of, syntax_of};
use crate::text::normal;

/// Texts longer than this are shown line by line, even in fields that hold single values.
const LONG: usize = 120;

/// What of an item is walked, and how.
#[derive(Clone, Copy, Default)]
pub(super) struct FieldScope<'r> {
    /// Keys at the top of the item that say nothing to a person, or are shown otherwise.
    pub(super) skip: &'r [&'r str],
    /// The only keys at the top of the item that can be compared, if not all can.
    pub(super) only: Option<&'r [&'r str]>,
}

impl FieldScope<'_> {
    fn includes(&self, key: &str) -> bool {
        !self.skip.contains(&key) && self.only.is_none_or(|only| only.contains(&key))
    }
}

/// Fills in the fields and children of an item from its two values.
pub(super) fn fill<'a>(
    builder: &mut ItemBuilder<'a>,
    old: Option<&'a Value>,
    new: Option<&'a Value>,
    equivalence: Equivalence,
    scope: FieldScope,
) {
    let is_whole = builder.presence() != crate::Presence::Both;
    let mut walk = Walk { builder, is_whole, old, new };
    match (old.and_then(Value::as_object), new.and_then(Value::as_object)) {
        (None, None) => {
            walk.visit(Key::top("value"), String::new(), equivalence, old, new);
        }
        (old, new) => {
            for (key, old, new) in entries(old, new) {
                if scope.includes(key) {
                    walk.visit(Key::top(key), String::new(), equivalence.below(key), old, new);
                }
            }
        }
    }
}

/// A place that no item shows, as an item of its own: known by its path.
pub(super) fn unexplained<'a>(
    path: &[&str],
    old: Option<&'a Value>,
    new: Option<&'a Value>,
    equivalence: Equivalence,
) -> ItemBuilder<'a> {
    let name = path.join(".");
    let equivalence = path.iter().fold(equivalence, |equivalence, key| equivalence.below(key));
    let section = model::Section::Other;
    let mut builder = super::builder::permanent(&name, section, usize::MAX, &name);
    builder.noun = "Setting".into();
    builder.key = format!("~.{}", builder.key);
    let mut walk = Walk { builder: &mut builder, is_whole: false, old: None, new: None };
    let (key, label) = (Key::top("value"), "Value".to_owned());
    match (old, new) {
        (Some(Value::Array(_)), Some(Value::Array(_))) => {
            walk.push(key, label, equivalence, old, new, FieldKind::List);
        }
        _ => walk.leaf(key, label, equivalence, old, new),
    }
    builder
}

/// Adds one part of an item: an entry of it, or one further down, under the keys above it.
pub(super) fn visit_entry<'a>(
    builder: &mut ItemBuilder<'a>,
    above: &[&str],
    key: &str,
    old: Option<&'a Value>,
    new: Option<&'a Value>,
    equivalence: Equivalence,
) {
    let path: Vec<&str> = above.iter().copied().chain([key]).collect();
    let label = above.iter().map(|key| label_of(key)).collect::<Vec<_>>().join(" › ");
    let is_whole = builder.presence() != crate::Presence::Both;
    let key = Key { path: &path.join("."), last: key };
    Walk { builder, is_whole, old: None, new: None }.visit(key, label, equivalence, old, new);
}

/// The entries of two objects by key: those of the old one, then those only the new one has.
pub(super) fn entries<'a>(
    old: Option<&'a Map<String, Value>>,
    new: Option<&'a Map<String, Value>>,
) -> impl Iterator<Item = (&'a str, Option<&'a Value>, Option<&'a Value>)> {
    let of_old = old
        .into_iter()
        .flatten()
        .map(move |(key, value)| (key.as_str(), Some(value), new.and_then(|new| new.get(key))));
    let of_new = new
        .into_iter()
        .flatten()
        .filter(move |(key, _)| old.is_none_or(|old| !old.contains_key(*key)))
        .map(|(key, value)| (key.as_str(), None, Some(value)));
    of_old.chain(of_new)
}

/// Where a value stands in its item.
#[derive(Clone, Copy)]
struct Key<'k> {
    /// All keys that lead to it, with dots.
    path: &'k str,
    /// The last one.
    last: &'k str,
}

impl<'k> Key<'k> {
    fn top(key: &'k str) -> Self {
        Self { path: key, last: key }
    }
}

struct Walk<'d, 'a> {
    builder: &'d mut ItemBuilder<'a>,
    /// Whether one side has no such item: then everything in it is listed.
    is_whole: bool,
    old: Option<&'a Value>,
    new: Option<&'a Value>,
}

impl<'a> Walk<'_, 'a> {
    /// Looks at one value. `above` is the label of the objects it is in.
    fn visit(
        &mut self,
        key: Key,
        above: String,
        equivalence: Equivalence,
        old: Option<&'a Value>,
        new: Option<&'a Value>,
    ) {
        if equivalence.same_option(old, new) {
            return;
        }
        let is_literal = equivalence.is_literal();
        let own = if is_literal { key.last.into() } else { label_of(key.last) };
        let label = if above.is_empty() { own.into_owned() } else { format!("{above} › {own}") };
        let present =
            |value: Option<&'a Value>| value.filter(|value| is_literal || !value.is_null());
        let is_filled = |value: &Value| value.as_array().is_none_or(|list| !list.is_empty());
        let is_atomic = !is_literal && is_atomic(key.last);
        match (present(old), present(new)) {
            (Some(Value::Array(_)), Some(Value::Array(_))) => {
                self.push(key, label, equivalence, old, new, FieldKind::List)
            }
            (Some(list @ Value::Array(_)), None) | (None, Some(list @ Value::Array(_)))
                if is_filled(list) =>
            {
                self.push(key, label, equivalence, old, new, FieldKind::List)
            }
            (old, new) if is_pair_of(old, new, is_collection) && !is_literal => {
                self.children(key, equivalence, old, new);
            }
            (old, new)
                if !is_atomic
                    && is_pair_of(old, new, Value::is_object)
                    && (self.is_whole || (old.is_some() && new.is_some())) =>
            {
                let objects = [old, new].map(|side| side.and_then(Value::as_object));
                for (inner, old, new) in entries(objects[0], objects[1]) {
                    let path = format!("{}.{inner}", key.path);
                    let key = Key { path: &path, last: inner };
                    self.visit(key, label.clone(), equivalence.below(inner), old, new);
                }
            }
            _ => self.leaf(key, label, equivalence, old, new),
        }
    }

    /// Adds a value that is not taken apart.
    fn leaf(
        &mut self,
        key: Key,
        label: String,
        equivalence: Equivalence,
        old: Option<&'a Value>,
        new: Option<&'a Value>,
    ) {
        let present = |value: Option<&'a Value>| {
            value.filter(|value| equivalence.is_literal() || !value.is_null())
        };
        let kind = self.leaf_kind(key.last, equivalence, present(old), present(new));
        // Of a single value, a side that says null is another one than a side that says nothing.
        let (old, new) = match kind {
            FieldKind::Value => (old, new),
            _ => (present(old), present(new)),
        };
        self.push(key, label, equivalence, old, new, kind);
    }

    fn leaf_kind(
        &self,
        key: &str,
        equivalence: Equivalence,
        old: Option<&'a Value>,
        new: Option<&'a Value>,
    ) -> FieldKind<'a> {
        let is_structure = |value: &Value| value.is_object() || value.is_array();
        let sides = || [old, new].into_iter().flatten();
        let is_literal = equivalence.is_literal();
        if sides().any(is_structure) && (is_literal || !is_atomic(key)) {
            return FieldKind::Json;
        }
        if key == "startStepId" && !is_literal {
            return FieldKind::Named(step_name(self.old, old), step_name(self.new, new));
        }
        let is_text = sides().all(Value::is_string);
        let text = |side: Option<&'a Value>| normal(side.and_then(Value::as_str).unwrap_or(""));
        if !is_text || text(old) == text(new) {
            // Not both are texts, or what tells them apart cannot be seen in lines.
            return FieldKind::Value;
        }
        let is_long = |value: &Value| {
            value.as_str().is_some_and(|text| text.len() > LONG || text.contains('\n'))
        };
        match syntax_of(key).filter(|_| !is_literal) {
            Some(syntax) => FieldKind::Text(syntax),
            None if sides().any(is_long) => FieldKind::Text(crate::Syntax::Prose),
            None => FieldKind::Value,
        }
    }

    fn push(
        &mut self,
        key: Key,
        label: String,
        equivalence: Equivalence,
        old: Option<&'a Value>,
        new: Option<&'a Value>,
        kind: FieldKind<'a>,
    ) {
        let key = key.path.to_owned();
        let field = FieldBuilder { key, label, old, new, kind, equivalence, also_at: Vec::new() };
        self.builder.fields.push(field);
    }

    fn children(
        &mut self,
        key: Key,
        equivalence: Equivalence,
        old: Option<&'a Value>,
        new: Option<&'a Value>,
    ) {
        let above = (
            format!("{}.{}", self.builder.path, key.path),
            format!("{}.{}", self.builder.key, super::builder::escaped(key.path)),
        );
        let (section, order) = (self.builder.section, self.builder.order);
        let mut children = collection(
            Collection {
                section,
                order,
                path: &above.0,
                key: &above.1,
                noun: child_noun(key.last),
                scope: FieldScope::default(),
            },
            equivalence,
            (old, new),
            &mut Vec::new(),
        );
        children.iter_mut().for_each(|child| child.is_covered = self.is_whole);
        self.builder.children.extend(children);
    }
}

/// A collection and what its items are.
pub(super) struct Collection<'c> {
    pub(super) section: model::Section,
    pub(super) order: usize,
    pub(super) path: &'c str,
    pub(super) key: &'c str,
    pub(super) noun: std::borrow::Cow<'static, str>,
    pub(super) scope: FieldScope<'c>,
}

/// The items of a collection in which something differs; to `same` go the old ones in which nothing
/// does.
pub(super) fn collection<'a>(
    place: Collection,
    equivalence: Equivalence,
    (old, new): (Option<&'a Value>, Option<&'a Value>),
    same: &mut Vec<&'a Value>,
) -> Vec<ItemBuilder<'a>> {
    let (old, new) = (entities(old), entities(new));
    let mut builders = Vec::new();
    for found in matches(&old, &new, equivalence) {
        if let (Some((_, old)), Some((_, new))) = (&found.old, &found.new) {
            let is_plain = !found.is_moved && !found.is_recreated();
            let is_same =
                || found.is_identical || equivalence.item(old.key).same(old.value, new.value);
            if is_plain && is_same() {
                same.push(old.value);
                continue;
            }
        }
        let above = (place.path, place.key);
        let mut builder =
            ItemBuilder::of_match(place.section, place.order, above, place.noun.clone(), &found);
        let sides = [found.old, found.new].map(|side| side.map(|(_, entity)| entity.value));
        let key = [found.old, found.new].into_iter().flatten().next().map_or("", |(_, e)| e.key);
        let equivalence = equivalence.item(key);
        let mut skip = vec!["id"];
        if let Some(name_key) = name_key(sides[0], sides[1]) {
            let names = sides.map(|side| side.and_then(|value| value.get(name_key)));
            builder.is_renamed = builder.presence() == crate::Presence::Both
                && !equivalence.below(name_key).same_option(names[0], names[1]);
            skip.push(name_key);
        }
        let is_number = |value: &Value| value.get("position").is_some_and(Value::is_number);
        if sides.iter().flatten().all(|value| is_number(value)) {
            // It only numbers the items: their order shows whether they moved.
            skip.push("position");
        }
        skip.extend(place.scope.skip);
        fill(
            &mut builder,
            sides[0],
            sides[1],
            equivalence,
            FieldScope { skip: &skip, ..place.scope },
        );
        if !builder.is_empty() {
            builders.push(builder);
        }
    }
    builders
}

/// The name of an item as it is written.
pub(super) fn name_of(item: &Value) -> Option<&Value> {
    ["name", "title"].into_iter().find_map(|key| item.get(key).filter(|name| name.is_string()))
}

/// The key that holds the name both sides are known by.
fn name_key(old: Option<&Value>, new: Option<&Value>) -> Option<&'static str> {
    ["name", "title"].into_iter().find(|key| {
        let is_text = |side: &Value| side.get(key).is_some_and(Value::is_string);
        [old, new].into_iter().flatten().all(is_text)
    })
}

fn is_pair_of(old: Option<&Value>, new: Option<&Value>, of: impl Fn(&Value) -> bool) -> bool {
    (old.is_some() || new.is_some()) && old.is_none_or(&of) && new.is_none_or(&of)
}

fn step_name<'a>(flow: Option<&'a Value>, id: Option<&'a Value>) -> Option<&'a str> {
    let id = id?.as_str()?;
    let steps = flow?.get("steps")?.get("entities")?.as_object()?;
    let is_it = |step: &&Value| step.get("id").and_then(Value::as_str) == Some(id);
    steps.get(id).or_else(|| steps.values().find(is_it))?.get("name")?.as_str()
}
