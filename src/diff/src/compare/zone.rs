//! Where in a projection a value stands, as far as the exceptions tell places apart.

use std::sync::OnceLock;

use crate::exceptions::{Allowance, EXCEPTIONS, LITERAL};

/// A place, found key by key. Two places to which the same exceptions apply may be one zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Zone(u16);

/// Below this, no exception names a place.
const UNNAMED: u16 = 0;
const ROOT: u16 = 1;
/// Inside of the builder's own JSON.
const INSIDE_LITERAL: u16 = 2;

#[derive(Default)]
struct Node {
    children: Vec<(&'static str, u16)>,
    allows: Option<Allowance>,
    /// Whether what is below is the builder's own JSON.
    is_literal: bool,
}

struct Zones {
    nodes: Vec<Node>,
    /// Keys that lead to the same zone wherever they stand.
    anywhere: Vec<(&'static str, u16)>,
}

impl Zone {
    /// The whole projection.
    pub(super) fn root() -> Self {
        Self(ROOT)
    }

    /// The zone at a path from the root.
    #[cfg(test)]
    pub(super) fn at(path: &str) -> Self {
        path.split('.').fold(Self::root(), Self::below)
    }

    /// The zone of an entry of an object.
    pub(super) fn below(self, key: &str) -> Self {
        if self.is_literal() {
            return Self(INSIDE_LITERAL);
        }
        let zones = zones();
        if let Some((_, zone)) = zones.anywhere.iter().find(|(known, _)| *known == key) {
            return Self(*zone);
        }
        self.child(key)
    }

    /// The zone of an entry of a list.
    pub(super) fn entry(self) -> Self {
        if self.is_literal() { Self(INSIDE_LITERAL) } else { self.child("*") }
    }

    fn child(self, key: &str) -> Self {
        let children = &zones().nodes[usize::from(self.0)].children;
        let found = children.iter().find(|(known, _)| *known == key || *known == "*");
        Self(found.map_or(UNNAMED, |(_, zone)| *zone))
    }

    /// Whether what stands here is the builder's own JSON.
    pub(super) fn is_literal(self) -> bool {
        zones().nodes[usize::from(self.0)].is_literal
    }

    /// The exception of the place, apart from those that hold everywhere.
    pub(super) fn allows(self) -> Option<Allowance> {
        zones().nodes[usize::from(self.0)].allows
    }
}

fn zones() -> &'static Zones {
    static ZONES: OnceLock<Zones> = OnceLock::new();
    ZONES.get_or_init(|| {
        let mut nodes = vec![Node::default(), Node::default(), Node::default()];
        nodes[usize::from(INSIDE_LITERAL)].is_literal = true;
        let mut zones = Zones { nodes, anywhere: Vec::new() };
        for exception in EXCEPTIONS.iter().filter(|exception| exception.path != "**") {
            let node = zones.node(exception.path);
            node.allows = Some(exception.allows);
        }
        LITERAL.iter().for_each(|path| zones.node(path).is_literal = true);
        zones
    })
}

impl Zones {
    /// The node at the end of a path, made if it is not there yet.
    fn node(&mut self, path: &'static str) -> &mut Node {
        let next = self.nodes.len() as u16;
        let at = match path.strip_prefix("**.") {
            Some(key) => match self.anywhere.iter().find(|(known, _)| *known == key) {
                Some((_, at)) => *at,
                None => {
                    self.nodes.push(Node::default());
                    self.anywhere.push((key, next));
                    next
                }
            },
            None => path.split('.').fold(ROOT, |at, key| self.child_of(at, key)),
        };
        &mut self.nodes[usize::from(at)]
    }

    fn child_of(&mut self, at: u16, key: &'static str) -> u16 {
        let next = self.nodes.len() as u16;
        let children = &mut self.nodes[usize::from(at)].children;
        if let Some((_, child)) = children.iter().find(|(known, _)| *known == key) {
            return *child;
        }
        // A named key comes before the star.
        let place = children.iter().position(|(known, _)| *known == "*").unwrap_or(children.len());
        children.insert(if key == "*" { children.len() } else { place }, (key, next));
        self.nodes.push(Node::default());
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_exception_is_found_at_its_path() {
        for exception in EXCEPTIONS.iter().filter(|exception| exception.path != "**") {
            let path = exception.path.replace("**", "some.where").replace('*', "any");
            assert_eq!(Zone::at(&path).allows(), Some(exception.allows), "{path}");
        }
        assert_eq!(Zone::at("agentSettings.personality.custom").allows(), None);
        assert_eq!(Zone::at("new.adjectives.Polite").allows(), None);
    }

    #[test]
    fn below_a_literal_place_everything_is_literal() {
        for path in LITERAL {
            let path = path.replace("**", "some.where").replace('*', "any");
            assert!(Zone::at(&path).is_literal(), "{path}");
            let below = Zone::at(&path).below("updatedAt").below("references").entry();
            assert_eq!((below.is_literal(), below.allows()), (true, None), "{path}");
        }
        assert!(!Zone::at("realTimeConfig").is_literal());
    }
}
