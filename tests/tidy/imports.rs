//! Which file of a crate uses which, from its `use` lines and the paths in its code.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The path of a module inside its crate; empty for `lib.rs`.
type Module = Vec<String>;

/// The files of one crate, and what each of them uses. Code that only tests have is left out: a
/// test uses what it tests, which uses nothing of the test.
pub(crate) struct Imports {
    files: BTreeMap<Module, String>,
    uses: BTreeMap<Module, BTreeSet<Module>>,
}

impl Imports {
    /// Reads a crate from the paths of its files, below its `src`, and their texts.
    pub(crate) fn read<'a>(sources: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let sources: BTreeMap<Module, (&str, &str)> = sources
            .into_iter()
            // `main.rs` is a crate of its own, and modules of tests are only there for tests.
            .filter(|(path, _)| *path != "main.rs" && !path.ends_with("tests.rs"))
            .map(|(path, text)| (module_of(path), (path, text)))
            .collect();
        let files: BTreeMap<Module, String> = sources
            .iter()
            .map(|(module, (path, _))| (module.clone(), (*path).to_owned()))
            .collect();
        let mut uses = BTreeMap::new();
        for (module, (path, text)) in &sources {
            let tokens: TokenStream =
                text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
            let mut reader =
                Reader { module, files: &files, aliases: BTreeMap::new(), paths: vec![] };
            reader.read(&flat(tokens));
            uses.insert(module.clone(), reader.used());
        }
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
struct Reader<'a> {
    module: &'a Module,
    files: &'a BTreeMap<Module, String>,
    /// Modules that a `use` line brought in, by the name they have here.
    aliases: BTreeMap<String, Module>,
    paths: Vec<Vec<String>>,
}

impl Reader<'_> {
    fn read(&mut self, tokens: &[String]) {
        let mut at = 0;
        while at < tokens.len() {
            if tokens[at] == "use" {
                let end = tokens[at..].iter().position(|token| token == ";");
                let end = end.map_or(tokens.len(), |length| at + length);
                self.read_use(&[], &tokens[at + 1..end]);
                at = end;
            } else if is_name(&tokens[at]) && (at == 0 || !["::", "."].contains(&&*tokens[at - 1]))
            {
                let mut path = vec![tokens[at].clone()];
                while at + 2 < tokens.len() && tokens[at + 1] == "::" && is_name(&tokens[at + 2]) {
                    path.push(tokens[at + 2].clone());
                    at += 2;
                }
                if path.len() > 1 {
                    self.paths.push(path);
                }
            }
            at += 1;
        }
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
        if let (Some((module, [])), Some(last)) = (self.resolve(&path), path.last()) {
            self.aliases.insert(name.unwrap_or_else(|| last.clone()), module);
        }
        self.paths.push(path);
    }

    /// The module that a path leads to, and what it names inside of it; nothing for another crate.
    fn resolve<'p>(&self, path: &'p [String]) -> Option<(Module, &'p [String])> {
        let (mut module, mut rest) = match path.first()?.as_str() {
            "crate" => (Module::new(), &path[1..]),
            "self" => (self.module.clone(), &path[1..]),
            "super" => {
                let levels = path.iter().take_while(|name| *name == "super").count();
                let kept = self.module.len().checked_sub(levels)?;
                (self.module[..kept].to_vec(), &path[levels..])
            }
            first => match self.aliases.get(first) {
                Some(module) => (module.clone(), &path[1..]),
                None if self.files.contains_key(&child(self.module, first)) => {
                    (self.module.clone(), path)
                }
                None => return None,
            },
        };
        while let Some(name) = rest.first() {
            let next = child(&module, name);
            if !self.files.contains_key(&next) {
                break;
            }
            (module, rest) = (next, &rest[1..]);
        }
        Some((module, rest))
    }

    /// The files of whose items this file uses one. To name a module alone uses nothing of it.
    fn used(&self) -> BTreeSet<Module> {
        let found = self.paths.iter().filter_map(|path| self.resolve(path));
        found
            .filter(|(module, rest)| !rest.is_empty() && module != self.module)
            .filter(|(module, _)| self.files.contains_key(module))
            .map(|(module, _)| module)
            .collect()
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
    let circles = |sources: &[(&str, &str)]| Imports::read(sources.iter().copied()).circles();
    let parent = ("a.rs", "mod b; use b::B; pub struct A;");
    assert_eq!(circles(&[parent, ("a/b.rs", "use super::A;")]), ["a.rs → a/b.rs → a.rs"]);
    assert_eq!(circles(&[parent, ("a/b.rs", "use std::fmt;")]), Vec::<String>::new());
    let only_declared = ("a.rs", "mod b; pub struct A;");
    assert_eq!(circles(&[only_declared, ("a/b.rs", "use super::A;")]), Vec::<String>::new());
    let long =
        [("a.rs", "use crate::b::B;"), ("b.rs", "use crate::c::C;"), ("c.rs", "use crate::a::A;")];
    assert_eq!(circles(&long), ["a.rs → b.rs → c.rs → a.rs"]);
}
