//! Which file of a crate uses which, from its `use` lines and the paths in its code.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The path of a module inside its crate; empty for `lib.rs`.
type Module = Vec<String>;

/// The files of one crate, and what each of them uses. A name that a file only hands on (`pub use`)
/// counts for the file that defines it. Code that only tests have is left out: a test uses what it
/// tests, which uses nothing of the test.
pub(crate) struct Imports {
    files: BTreeMap<Module, String>,
    uses: BTreeMap<Module, BTreeSet<Module>>,
}

impl Imports {
    /// Reads a crate from the paths of its files, below its `src`, and their texts.
    pub(crate) fn read<'a>(sources: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut files = BTreeMap::new();
        let mut names = BTreeMap::new();
        for (path, text) in sources {
            // `main.rs` is a crate of its own, and modules of tests are only there for tests.
            if path != "main.rs" && !path.ends_with("tests.rs") {
                let tokens: TokenStream =
                    text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
                files.insert(module_of(path), path.to_owned());
                names.insert(module_of(path), Names::read(&flat(tokens)));
            }
        }
        let names = CrateNames(names);
        let uses = files.keys().map(|module| (module.clone(), names.used_by(module))).collect();
        Self { files, uses }
    }

    /// Every file, by its path.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.values().map(String::as_str)
    }

    /// Every file with every file that it uses, by their paths.
    pub(crate) fn arrows(&self) -> impl Iterator<Item = (&str, &str)> {
        self.uses.iter().flat_map(move |(from, all)| {
            all.iter().map(move |to| (self.files[from].as_str(), self.files[to].as_str()))
        })
    }

    /// The files that use themselves through others, each circle once and as a path, such as
    /// `a.rs → b.rs → a.rs`.
    pub(crate) fn circles(&self) -> Vec<String> {
        let mut in_circles = BTreeSet::new();
        let mut circles = Vec::new();
        for start in self.uses.keys() {
            let way = if in_circles.contains(start) { None } else { self.way_back(start) };
            if let Some(way) = way {
                let names: Vec<&str> = way.iter().map(|at| self.files[at].as_str()).collect();
                circles.push(names.join(" → "));
                in_circles.extend(way);
            }
        }
        circles
    }

    /// The shortest way from a file back to itself.
    fn way_back(&self, start: &Module) -> Option<Vec<Module>> {
        let mut came_from: BTreeMap<&Module, &Module> = BTreeMap::new();
        let mut open = VecDeque::from([start]);
        while let Some(at) = open.pop_front() {
            for next in &self.uses[at] {
                if next == start {
                    let mut way = vec![start.clone(), at.clone()];
                    while let Some(before) = came_from.get(way.last()?) {
                        way.push((*before).clone());
                    }
                    way.reverse();
                    return Some(way);
                }
                if !came_from.contains_key(next) {
                    came_from.insert(next, at);
                    open.push_back(next);
                }
            }
        }
        None
    }
}

/// What one file names.
#[derive(Default)]
struct Names {
    /// What its `use` lines bring in, by the name it has here.
    imported: BTreeMap<String, Vec<String>>,
    /// Every path in its code and in its `use` lines.
    paths: Vec<Vec<String>>,
}

impl Names {
    fn read(tokens: &[String]) -> Self {
        let mut names = Self::default();
        let mut at = 0;
        while at < tokens.len() {
            // `use:name` is an attribute of an element.
            if tokens[at] == "use" && tokens.get(at + 1).is_none_or(|next| next != ":") {
                let end = tokens[at..].iter().position(|token| token == ";");
                let end = end.map_or(tokens.len(), |length| at + length);
                names.read_use(&[], &tokens[at + 1..end]);
                at = end;
            } else if is_name(&tokens[at]) && (at == 0 || !["::", "."].contains(&&*tokens[at - 1]))
            {
                let mut path = vec![tokens[at].clone()];
                while at + 2 < tokens.len() && tokens[at + 1] == "::" && is_name(&tokens[at + 2]) {
                    path.push(tokens[at + 2].clone());
                    at += 2;
                }
                if path.len() > 1 {
                    names.paths.push(path);
                }
            }
            at += 1;
        }
        names
    }

    /// Reads what follows a `use`, or a part of it inside of braces.
    fn read_use(&mut self, before: &[String], tokens: &[String]) {
        let brace = tokens.iter().position(|token| token == "{");
        let own = brace.unwrap_or(tokens.len());
        let (own, name) = match tokens[..own].iter().position(|token| token == "as") {
            Some(place) => (place, tokens.get(place + 1).cloned()),
            None => (own, None),
        };
        let mut path = before.to_vec();
        path.extend(tokens[..own].iter().filter(|token| *token != "::").cloned());
        if let Some(brace) = brace {
            for part in parts(&tokens[brace + 1..tokens.len() - 1]) {
                self.read_use(&path, part);
            }
            return;
        }
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        if let Some(last) = path.last() {
            self.imported.insert(name.unwrap_or_else(|| last.clone()), path.clone());
        }
        self.paths.push(path);
    }
}

/// A path that goes through more `use` lines than this leads nowhere.
const MOST_STEPS: usize = 16;

/// What all files of a crate name.
struct CrateNames(BTreeMap<Module, Names>);

impl CrateNames {
    /// The files of whose items a file uses one. To name a module alone uses nothing of it.
    fn used_by(&self, module: &Module) -> BTreeSet<Module> {
        let paths = self.0[module].paths.iter();
        let found = paths.filter_map(|path| self.resolve(module, path, MOST_STEPS));
        found
            .filter(|(found, rest)| !rest.is_empty() && found != module)
            .map(|(found, _)| found)
            .collect()
    }

    /// The file that defines what a path leads to, and what the path names inside of it; nothing
    /// for another crate.
    fn resolve(
        &self,
        from: &Module,
        path: &[String],
        steps: usize,
    ) -> Option<(Module, Vec<String>)> {
        let steps = steps.checked_sub(1)?;
        let (mut module, mut rest) = match path.first()?.as_str() {
            "crate" => (Module::new(), &path[1..]),
            "self" => (from.clone(), &path[1..]),
            "super" => {
                let levels = path.iter().take_while(|name| *name == "super").count();
                (from[..from.len().checked_sub(levels)?].to_vec(), &path[levels..])
            }
            first if self.0.contains_key(&child(from, first)) => (from.clone(), path),
            first => {
                let imported = self.0[from].imported.get(first)?;
                return self.resolve(from, &[imported, &path[1..]].concat(), steps);
            }
        };
        while let Some(name) = rest.first() {
            let next = child(&module, name);
            if self.0.contains_key(&next) {
                (module, rest) = (next, &rest[1..]);
                continue;
            }
            let imported = self.0.get(&module)?.imported.get(name);
            let defined = imported
                .and_then(|path| self.resolve(&module, &[path, &rest[1..]].concat(), steps));
            return Some(defined.unwrap_or((module, rest.to_vec())));
        }
        Some((module, Vec::new()))
    }
}

fn child(module: &[String], name: &str) -> Module {
    module.iter().cloned().chain([name.to_owned()]).collect()
}

fn module_of(path: &str) -> Module {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let path = path.strip_suffix("/mod").unwrap_or(path);
    path.split('/').filter(|name| *name != "lib").map(str::to_owned).collect()
}

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// The parts between commas that are not inside of braces.
fn parts(tokens: &[String]) -> Vec<&[String]> {
    let mut depth = 0;
    let is_end = |token: &String| {
        match token.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," => return depth == 0,
            _ => {}
        }
        false
    };
    tokens.split(is_end).filter(|part| !part.is_empty()).collect()
}

/// Names and signs in their order, without comments, without what is in quotes, and without what
/// only tests have.
fn flat(tokens: TokenStream) -> Vec<String> {
    let mut all = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(name) => all.push(name.to_string()),
            TokenTree::Literal(_) => all.push("\"\"".to_owned()),
            TokenTree::Punct(sign) => {
                let is_pair = sign.as_char() == ':'
                    && all.last().is_some_and(|last: &String| last == ":")
                    && tokens.peek().is_some();
                if is_pair {
                    all.pop();
                    all.push("::".to_owned());
                } else {
                    all.push(sign.as_char().to_string());
                }
            }
            TokenTree::Group(group) => {
                let is_attribute = all.last().is_some_and(|last| last == "#");
                if is_attribute && group.stream().to_string().replace(' ', "") == "cfg(test)" {
                    // To the end of the item: its body, or a semicolon.
                    tokens.by_ref().find(|token| match token {
                        TokenTree::Group(body) => body.delimiter() == Delimiter::Brace,
                        TokenTree::Punct(sign) => sign.as_char() == ';',
                        _ => false,
                    });
                    continue;
                }
                let (open, close) = match group.delimiter() {
                    Delimiter::Brace => ("{", "}"),
                    _ => ("(", ")"),
                };
                all.push(open.to_owned());
                all.extend(flat(group.stream()));
                all.push(close.to_owned());
            }
        }
    }
    all
}

#[test]
fn what_a_file_uses_is_found_however_it_is_written() {
    let text = r##"
        //! It names `crate::d::D` in a comment and "crate::d" in quotes.
        mod inner;
        use std::fmt;
        use super::{b::{self, B}, c as other};
        fn run() { b::go(); other::go(); inner::go(); crate::e::E::new(); let _ = "crate::d::D"; }
        #[cfg(test)]
        mod tests { use crate::d::D; }
    "##;
    let sources = [
        ("lib.rs", ""),
        ("a.rs", text),
        ("a/inner.rs", ""),
        ("b.rs", ""),
        ("c.rs", ""),
        ("d.rs", ""),
        ("e.rs", ""),
    ];
    let imports = Imports::read(sources);
    let found: Vec<(&str, &str)> = imports.arrows().collect();
    assert_eq!(
        found,
        [("a.rs", "a/inner.rs"), ("a.rs", "b.rs"), ("a.rs", "c.rs"), ("a.rs", "e.rs")]
    );
}

#[test]
fn a_circle_is_reported_as_a_path() {
    let circles = |sources: &[(&str, &str)]| {
        Imports::read([("lib.rs", "")].iter().chain(sources).copied()).circles()
    };
    let parent = ("a.rs", "mod b; use b::B; pub struct A;");
    assert_eq!(circles(&[parent, ("a/b.rs", "use super::A;")]), ["a.rs → a/b.rs → a.rs"]);
    assert_eq!(circles(&[parent, ("a/b.rs", "use std::fmt;")]), Vec::<String>::new());
    let only_declared = ("a.rs", "mod b; pub struct A;");
    assert_eq!(circles(&[only_declared, ("a/b.rs", "use super::A;")]), Vec::<String>::new());
    let handed_on = ("a.rs", "mod b; mod c; pub use b::B; pub use c::C;");
    assert_eq!(
        circles(&[handed_on, ("a/b.rs", "use super::C;"), ("a/c.rs", "")]),
        Vec::<String>::new()
    );
    assert_eq!(
        circles(&[handed_on, ("a/b.rs", "use super::C;"), ("a/c.rs", "use crate::a::B;")]),
        ["a/b.rs → a/c.rs → a/b.rs"]
    );
    let long =
        [("a.rs", "use crate::b::B;"), ("b.rs", "use crate::c::C;"), ("c.rs", "use crate::a::A;")];
    assert_eq!(circles(&long), ["a.rs → b.rs → c.rs → a.rs"]);
}
