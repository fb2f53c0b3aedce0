//! Exports, and git applying the patches.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use model::Snapshot;
use serde_json::{Value, json};

use super::*;
use crate::compare;
use crate::generate::{PlainEdit, Random, Size, Target, agent, document, edit};

/// A folder that is deleted when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path =
            std::env::temp_dir().join(format!("agent-patch-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        let folder = Self(path);
        folder.git(&["init", "-q"], "");
        folder
    }

    fn git(&self, arguments: &[&str], input: &str) {
        use std::io::Write;
        let mut git = Command::new("git")
            .args(arguments)
            .current_dir(&self.0)
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        git.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let done = git.wait_with_output().unwrap();
        assert!(done.status.success(), "{}\n{input}", String::from_utf8_lossy(&done.stderr));
    }

    fn write(&self, files: &[(String, String)]) {
        for (path, text) in files {
            let path = self.0.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    fn read(&self) -> Vec<(String, String)> {
        fn walk(root: &Path, at: &Path, found: &mut Vec<(String, String)>) {
            for entry in fs::read_dir(at).unwrap() {
                let path = entry.unwrap().path();
                if path.ends_with(".git") {
                    continue;
                } else if path.is_dir() {
                    walk(root, &path, found);
                } else {
                    let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                    found.push((name, fs::read_to_string(&path).unwrap()));
                }
            }
        }
        let mut found = Vec::new();
        walk(&self.0, &self.0, &mut found);
        found.sort();
        found
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is left to the system.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn files(snapshot: &Snapshot) -> Vec<(String, String)> {
    canonical(snapshot).into_iter().map(|file| (file.path, file.text)).collect()
}

/// Has git apply the patch to the old agent, and expects the new one.
fn check(old: &Value, new: &Value) -> String {
    let side = |value: &Value| Snapshot::from_projection(value.clone());
    let (old, new) = (side(old), side(new));
    let patch = patch(&old, &new);
    if patch.is_empty() {
        assert_eq!(files(&old), files(&new));
        return patch;
    }
    let folder = Folder::new();
    folder.write(&files(&old));
    folder.git(&["apply", "-"], &patch);
    assert_eq!(folder.read(), files(&new), "{patch}");
    patch
}

#[test]
fn git_applies_the_patch_of_any_edited_agent() {
    for seed in 0..24 {
        let mut random = Random::new(seed);
        let old = agent(&mut random, Size::SMALL);
        let mut new = old.clone();
        for _ in 0..seed {
            let target = *random.pick(&Target::ALL).unwrap();
            edit(&mut new, target, &mut random);
        }
        let there = check(&old, &new);
        check(&new, &old);
        let side = |value: &Value| Snapshot::from_projection(value.clone());
        assert_eq!(there.is_empty(), compare(&side(&old), &side(&new)).is_same());
    }
    let mut random = Random::new(99);
    let whole = agent(&mut random, Size::SMALL);
    check(&json!({}), &whole);
    check(&whole, &json!({}));
}

#[test]
fn git_applies_the_patch_of_any_edited_document() {
    for seed in 0..48 {
        let mut random = Random::new(seed);
        let old = document(&mut random, 4);
        let edit = PlainEdit::ALL[seed as usize % PlainEdit::ALL.len()];
        for new in [edit.of(&old, random.below(50)), document(&mut random, 4)] {
            check(&old, &new);
            check(&new, &old);
        }
    }
}

#[test]
fn the_files_of_an_item_depend_on_no_other_item() {
    let of = |list: &[(&str, &str, &str)]| files(&Snapshot::from_projection(topics(list)));
    let alone = of(&[("T2", "Hours", "Nine.")]);
    let among = of(&[("T1", "Hours", "Ten."), ("T2", "Hours", "Nine."), ("T3", "hours!", "Two.")]);
    assert!(alone.iter().all(|file| among.contains(file)));
    assert_eq!(among.len(), 6);
}

#[test]
fn every_file_can_be_written_on_every_system() {
    const RESERVED: [&str; 6] = ["con", "nul", "aux", "prn", "com1", "lpt1"];
    let mut agent =
        topics(&[("a", "CON", "x"), ("b", "", "x"), ("c", "a/b\\c:d*?", "x"), ("d", "..", "x")]);
    for key in ["nul", "Nul", "", "a.", " ", "llmSettings", "llmsettings", "ä"] {
        agent[key] = json!({"a": 1});
    }
    let found = files(&Snapshot::from_projection(agent));
    let mut names: Vec<String> = found.iter().map(|(path, _)| path.to_lowercase()).collect();
    let is_safe = |char: char| char.is_ascii_alphanumeric() || "-_.".contains(char);
    for part in names.iter().flat_map(|path| path.split('/')) {
        let stem = part.split('.').next().unwrap();
        assert!(
            !RESERVED.contains(&stem) && !stem.is_empty() && part.chars().all(is_safe),
            "{part}"
        );
    }
    names.sort();
    names.dedup();
    assert_eq!(names.len(), found.len());
}

fn topics(list: &[(&str, &str, &str)]) -> Value {
    let entities: serde_json::Map<String, Value> = list
        .iter()
        .map(|(id, name, content)| {
            ((*id).to_owned(), json!({"id": id, "name": name, "content": content}))
        })
        .collect();
    json!({"knowledgeBase": {"topics": {"ids": [], "entities": entities}}})
}

#[test]
fn a_renamed_item_is_a_rename_in_the_patch() {
    let text = "One.\nTwo.\nThree.";
    let patch = check(&topics(&[("T", "Hours", text)]), &topics(&[("T", "Opening hours", text)]));
    assert!(
        patch.contains("rename from topics/hours-")
            && patch.contains("\nrename to topics/opening-hours-"),
        "{patch}"
    );
    check(
        &topics(&[("T", "Hours", text), ("U", "Pets", "Dogs.")]),
        &topics(&[("T", "Pets", text), ("U", "Hours", "Dogs.")]),
    );
    check(&topics(&[("T", "a b", text)]), &topics(&[("T", "a-b", text), ("U", "A B", "x")]));
}

#[test]
fn git_applies_texts_however_they_end() {
    let texts = [
        "",
        "\n",
        "a",
        "a\n",
        "a\n\n",
        "\na",
        "a\nb\nc\nd\ne\nf\ng\nh\ni",
        "a\nB\nc\nd\ne\nf\ng\nH\ni\n",
        "a\0",
        "\0top\n",
        "a\u{2028}b\u{85}\n\u{feff}c\r",
    ];
    let folder = Folder::new();
    for old in texts {
        for new in texts {
            if old == new {
                assert_eq!(unified("file.txt", old, new), "");
                continue;
            }
            folder.write(&[("file.txt".to_owned(), old.to_owned())]);
            folder.git(&["apply", "-"], &unified("file.txt", old, new));
            assert_eq!(folder.read(), [("file.txt".to_owned(), new.to_owned())], "{old:?} {new:?}");
        }
    }
}

#[test]
fn the_canonical_form_says_everything_once_and_leaves_out_bookkeeping() {
    let mut agent = topics(&[("T", "Hours & days", "Nine.\r\nTen.\n")]);
    agent["agentSettings"] = json!({"rules": {"behaviour": "Be kind."}});
    agent["multilingualAgentSettings"] = json!({"rules": {"behaviour": "Be kind."}});
    agent["llmSettings"] = json!({"modelId": "M", "updatedBy": "ada"});
    agent["variantManagement"] = json!({
        "attributes": {"ids": ["A"], "entities": {"A": {"id": "A", "name": "note"}}},
        "variants": {"ids": ["V"], "entities": {"V": {"id": "V", "name": "Cork", "isDefault": true}}},
        "variantAttributeValues": {"ids": ["V"], "entities": {"V": {"id": "V", "values": {"A": "a, \"b\"\nc"}}}},
    });
    let code = format!("{:010x}", crate::hash::hash(b"T") & 0xFF_FFFF_FFFF);
    let found: Vec<(String, String)> = files(&Snapshot::from_projection(agent))
        .into_iter()
        .map(|(path, text)| (path.replace(&code, "CODE"), text))
        .collect();
    let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "behavior.md",
            "other/llmsettings.json",
            "topics/hours-days-CODE.json",
            "topics/hours-days-CODE.md",
            "variants.csv",
            "variants.json",
        ]
    );
    let text = |path: &str| found.iter().find(|(known, _)| known == path).unwrap().1.as_str();
    assert_eq!(text("topics/hours-days-CODE.md"), "Nine.\nTen.\n");
    assert_eq!(text("other/llmsettings.json"), "{\n  \"modelId\": \"M\"\n}\n");
    assert_eq!(text("variants.csv"), "variant,default,note\nCork,yes,\"a, \"\"b\"\"\nc\"\n");
}

#[test]
fn a_rendered_comparison_has_nothing_but_its_own_marks() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    const TEXTS: [&str; 8] = [
        "# x\n> y\n- z\n---\n    code",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "<script>alert(1)</script> <!-- a --> &lt;b&gt;",
        "[a]: https://a.example\n[a] ![b](c) <https://d.example>",
        "**bold** __bold__ _it_ *it* ~~gone~~ `code` ```",
        "1. one\n2) two\n\n```\nfence",
        "a[^1]\n\n[^1]: note\nTerm\n: text",
        "\\*a\\* $x$ $$y$$ :tada: @ann #1\n===",
    ];
    let side = |value: &Value| Snapshot::from_projection(value.clone());
    let heading = Heading { agent: "Inn", old: ("a", ""), new: ("b", ""), link: None };
    for (at, old) in TEXTS.iter().enumerate() {
        for new in TEXTS.iter().skip(at + 1) {
            let agent = |text: &str| {
                let mut agent = topics(&[("T", text, text)]);
                agent["realTimeConfig"] = json!({"values": {"a": text}});
                agent["variantManagement"] = json!({
                    "attributes": {"ids": ["A"], "entities": {"A": {"id": "A", "name": "note"}}},
                    "variants": {"ids": ["V"], "entities": {"V": {"id": "V", "name": text}}},
                    "variantAttributeValues": {
                        "ids": ["V"], "entities": {"V": {"id": "V", "values": {"A": text}}},
                    },
                });
                agent
            };
            let text = markdown(&compare(&side(&agent(old)), &side(&agent(new))), &heading);
            let options = Options::ENABLE_TABLES
                | Options::ENABLE_FOOTNOTES
                | Options::ENABLE_STRIKETHROUGH
                | Options::ENABLE_TASKLISTS
                | Options::ENABLE_GFM
                | Options::ENABLE_MATH;
            for event in Parser::new_ext(&text, options) {
                let is_own = match &event {
                    Event::Start(tag) => matches!(
                        tag,
                        Tag::Heading { .. }
                            | Tag::List(None)
                            | Tag::Item
                            | Tag::Paragraph
                            | Tag::Strong
                            | Tag::Strikethrough
                            | Tag::CodeBlock(_)
                    ),
                    Event::InlineHtml(tag) => {
                        ["<strong>", "</strong>", "<del>", "</del>", "<!-- -->"].contains(&&**tag)
                    }
                    Event::End(_) | Event::Text(_) | Event::Code(_) | Event::SoftBreak => true,
                    _ => false,
                };
                assert!(is_own, "{event:?} in\n{text}");
            }
        }
    }
}

#[test]
fn markdown_can_be_read_in_a_ticket() {
    let old = topics(&[("T", "Hours", "We open at nine.\nAsk *twice*."), ("U", "Pets", "Dogs.")]);
    let mut new = topics(&[("T", "Opening", "We open at ten.\nAsk *twice*.")]);
    new["asrSettings"] = json!({"bargeIn": true});
    let side = |value: &Value| Snapshot::from_projection(value.clone());
    let heading = Heading {
        agent: "Inn_keeper",
        old: ("v1", "by ann@inn.example on 2026-03-04"),
        new: ("builder", ""),
        link: Some("https://studio.example/agents/inn"),
    };
    let text = markdown(&compare(&side(&old), &side(&new)), &heading);
    assert_eq!(
        text,
        "## Inn\\_keeper: changes from v1 to builder\n\n\
         - Old: **v1**, by ann@inn.example on 2026-03-04\n\
         - New: **builder**\n\
         - Link: <https://studio.example/agents/inn>\n\n\
         - **Knowledge topics**: 1 edited, 1 removed, 1 renamed\n\
         - **Speech and voice**: 1 added\n\n\
         ### Knowledge topics\n\n\
         #### Topic: Opening\n\n\
         - Renamed from “Hours” to “Opening”\n\
         - **Content**:\n  - edited: We open at ~~nine~~**ten**.\n\n\
         #### Topic: Pets (removed)\n\n\
         - **Content**:\n  - removed: ~~Dogs.~~\n\n\
         ### Speech and voice\n\n\
         #### Speech recognition (added)\n\n\
         - **Barge-in**: `true`\n"
    );
}

#[test]
fn an_archive_unpacks_to_the_canonical_files() {
    let side = Snapshot::from_projection(agent(&mut Random::new(7), Size::SMALL));
    let folder = Folder::new();
    let archive = folder.0.with_extension("tar");
    fs::write(&archive, super::archive(&side)).unwrap();
    let tar = Command::new("tar").arg("-xf").arg(&archive).current_dir(&folder.0).status().unwrap();
    fs::remove_file(&archive).unwrap();
    assert!(tar.success());
    assert_eq!(folder.read(), files(&side));
}

#[test]
fn markdown_shows_white_space_and_whole_lines() {
    let old = topics(&[("T", "Hours", "One two.\n\nGone  now.\nSame.")]);
    let new = topics(&[("T", "Hours", "One  two.\n\nSame.\nNew *here*.")]);
    let side = |value: &Value| Snapshot::from_projection(value.clone());
    let heading = Heading { agent: "Inn", old: ("a", ""), new: ("b", ""), link: None };
    let text = markdown(&compare(&side(&old), &side(&new)), &heading);
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("  - ")).collect();
    assert_eq!(
        lines,
        [
            "  - edited (white space only): One  two.",
            "  - removed: ~~Gone  now.~~",
            "  - added: **New \\*here\\*.**"
        ]
    );
}

#[test]
fn every_export_shows_what_cannot_be_seen() {
    let pairs = [
        ("10 000 a night", "10\u{A0}000 a night", "[U+00A0 no-break space]"),
        ("Call us", "Call\u{200B} us", "[U+200B zero-width space]"),
        ("Call us", "Call \u{202E}us", "[U+202E right-to-left override]"),
        ("One\u{2028}two", "One two", "[U+2028 line separator]"),
        ("One\u{85}two", "One two", "[U+0085 next line]"),
        ("soft\u{AD}ware", "software", "[U+00AD soft hyphen]"),
        ("a\tb", "a b", "[U+0009 tab]"),
    ];
    let side = |text: &str| Snapshot::from_projection(topics(&[("T", "Hours", text)]));
    for (old, new, label) in pairs {
        let found = compare(&side(old), &side(new));
        let heading = Heading { agent: "Inn", old: ("a", ""), new: ("b", ""), link: None };
        let text = markdown(&found, &heading).replace('\\', "");
        assert!(text.contains(label), "{label} in {text}");
        let change = &json(&found)["sections"][0]["items"][0]["changes"][0];
        let visible = format!("{}{}", change["visible"]["old"], change["visible"]["new"]);
        assert!(visible.contains(label), "{label} in {visible}");
        // A patch has to be applied, and keeps every character as it is.
        let patch = check(&topics(&[("T", "Hours", old)]), &topics(&[("T", "Hours", new)]));
        assert!(patch.contains(&format!("-{old}\n")) && patch.contains(&format!("+{new}\n")));
    }
}

#[test]
fn exports_count_what_is_left_out() {
    let side = |text: &str| Snapshot::from_projection(topics(&[("T", "Hours", text)]));
    for (old, new, count, words) in [
        ("a b\nc", "a  b\nd", 1, "1 change in white space left out."),
        ("a b\n\nc d\n\ne", "a  b\n\nc  d\n\nf", 2, "2 changes in white space left out."),
    ] {
        let found = crate::compare_with(&side(old), &side(new), crate::Whitespace::Ignored);
        let heading = Heading { agent: "Inn", old: ("a", ""), new: ("b", ""), link: None };
        let text = markdown(&found, &heading);
        assert!(text.contains(words), "{text}");
        assert_eq!(json(&found)["whitespaceLeftOut"], count);
    }
}

#[test]
fn json_has_every_change_with_its_texts() {
    let side = |value: Value| Snapshot::from_projection(value);
    let found =
        compare(&side(topics(&[("T", "Hours", "a")])), &side(topics(&[("T", "Hours", "b")])));
    let value = json(&found);
    assert_eq!(value["totals"]["changes"], 1);
    let change = &value["sections"][0]["items"][0]["changes"][0];
    assert_eq!((&change["old"], &change["new"]), (&json!("a"), &json!("b")));
    assert_eq!(change["what"], "Topic “Hours”, Content");
}
