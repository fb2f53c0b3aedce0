//! Headings of a prompt. Prompts have no one syntax: people write Markdown, numbers, capitals, rules
//! of signs, tags and bold words, often several of these in one text.

use std::collections::BTreeSet;

/// A heading of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its words, without the signs that make it a heading.
    pub title: String,
    /// Its line, from 0.
    pub line: usize,
    /// How deep it stands below the highest headings of its text, from 0.
    pub depth: usize,
}

/// A longer line is a sentence.
const LONGEST: usize = 72;

/// The headings of a text, in order; none in blocks of code between fences.
pub fn headings(text: &str) -> Vec<Heading> {
    let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
    let mut found = Vec::new();
    let mut is_code = false;
    for at in 0..lines.len() {
        if lines[at].starts_with("```") || lines[at].starts_with("~~~") {
            is_code = !is_code;
        } else if !is_code && let Some((level, title)) = heading(&lines, at) {
            found.push((level, Heading { title: title.to_owned(), line: at, depth: 0 }));
        }
    }
    let levels: BTreeSet<usize> = found.iter().map(|(level, _)| *level).collect();
    let deep = |level| levels.iter().take_while(|other| **other < level).count();
    found.into_iter().map(|(level, one)| Heading { depth: deep(level), ..one }).collect()
}

/// The level of a heading, which counts only beside those of the same text, and its title.
fn heading<'t>(lines: &[&'t str], at: usize) -> Option<(usize, &'t str)> {
    let line = lines[at];
    if line.is_empty() {
        return None;
    }
    let is_first = at == 0 || lines[at - 1].is_empty();
    markdown(line)
        .or_else(|| underlined(lines, at).filter(|_| is_first))
        .or_else(|| between_rules(line))
        .or_else(|| tag(lines, at))
        .or_else(|| bold(line).filter(|_| is_first))
        .or_else(|| numbered(lines, at).filter(|_| is_first))
        .or_else(|| {
            let is_alone = is_first || lines.get(at + 1).is_some_and(|next| next.is_empty());
            capitals(line).filter(|_| is_alone)
        })
        .filter(|(_, title)| title.chars().any(char::is_alphanumeric))
}

/// `## Title`; without the blank only in capitals, for `#table` may be anything.
fn markdown(line: &str) -> Option<(usize, &str)> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    let is_heading = title.starts_with([' ', '\t']) || capitals(title).is_some();
    (matches!(level, 1..=6) && is_heading).then(|| (level, title.trim_end_matches('#').trim()))
}

/// A line above one of `===` or `---`.
fn underlined<'t>(lines: &[&'t str], at: usize) -> Option<(usize, &'t str)> {
    let under = lines.get(at + 1)?;
    let is_rule = |sign: char| under.len() >= 3 && under.chars().all(|char| char == sign);
    let is_text = lines[at].starts_with(char::is_alphanumeric) && is_short(lines[at]);
    match (is_rule('='), is_rule('-')) {
        (true, _) if is_text => Some((1, lines[at])),
        (_, true) if is_text => Some((2, lines[at])),
        _ => None,
    }
}

/// `=== Title ===`, `--- Title ---`, `*** Title ***`.
fn between_rules(line: &str) -> Option<(usize, &str)> {
    let sign = line.chars().next().filter(|sign| matches!(sign, '=' | '-' | '*' | '~' | '_'))?;
    let title = line.trim_matches(sign);
    let (before, after) = (line.find(title)?, line.len() - line.trim_end_matches(sign).len());
    (before >= 3 && after >= 3 && is_short(title)).then(|| (1, title.trim()))
}

/// `<rules>` alone in its line, with its end further below.
fn tag<'t>(lines: &[&'t str], at: usize) -> Option<(usize, &'t str)> {
    let name = lines[at].strip_prefix('<')?.strip_suffix('>')?;
    let is_name = name.starts_with(|char: char| char.is_ascii_alphabetic())
        && name.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | ' '));
    let is_end =
        |line: &&str| line.strip_prefix("</").and_then(|rest| rest.strip_suffix('>')) == Some(name);
    (is_name && lines[at..].iter().any(is_end)).then_some((1, name))
}

/// `**Title**` alone, or at the start of a paragraph.
fn bold(line: &str) -> Option<(usize, &str)> {
    let (title, rest) = line.strip_prefix("**")?.split_once("**")?;
    let level = if matches!(rest.trim(), "" | ":") { 10 } else { 11 };
    is_short(title).then(|| (level, without_stop(title)))
}

/// `2. Title`, `2.1 Title`: not as one of a list, whose next line has the next number.
fn numbered<'t>(lines: &[&'t str], at: usize) -> Option<(usize, &'t str)> {
    let (parts, title) = number(lines[at])?;
    let is_title = title.starts_with(char::is_uppercase)
        && is_short(title)
        && !title.ends_with(['.', ',', ';', '?', '!']);
    let next = lines[at + 1..].iter().find(|line| !line.is_empty())?;
    let is_list = number(next).is_some_and(|(next, _)| next <= parts);
    (is_title && !is_list).then(|| (7 + parts.min(2), without_stop(title)))
}

/// How many parts the number at the start of a line has, and what stands behind it.
fn number(line: &str) -> Option<(usize, &str)> {
    let (number, title) = line.split_once(' ')?;
    let parts = number.trim_end_matches(['.', ')']).split('.');
    let is_number = parts.clone().all(|part| {
        !part.is_empty() && part.len() < 3 && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    is_number.then(|| (parts.count(), title.trim()))
}

/// `TITLE` or `TITLE:`.
fn capitals(line: &str) -> Option<(usize, &str)> {
    let title = without_stop(line);
    let letters = title.chars().filter(|char| char.is_alphabetic()).count();
    let is_title = line.starts_with(char::is_uppercase)
        && letters >= 3
        && !title.chars().any(char::is_lowercase)
        && title.chars().all(|char| !char.is_alphabetic() || char.is_uppercase());
    (is_title && is_short(title) && !title.ends_with(['.', '!', '?', ',', ';']))
        .then_some((7, title))
}

fn without_stop(title: &str) -> &str {
    title.trim().trim_end_matches(['.', ':']).trim_end()
}

fn is_short(title: &str) -> bool {
    title.chars().count() <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(usize, usize, &str)]) {
        let found = headings(text);
        let found: Vec<_> =
            found.iter().map(|one| (one.line, one.depth, one.title.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn markdown_headings_have_their_depth() {
        check(
            "# Who you are\n\nYou are Marina.\n## Tone ##\n#### Deep\n#table 5\n#TASKS",
            &[(0, 0, "Who you are"), (3, 1, "Tone"), (4, 2, "Deep"), (6, 0, "TASKS")],
        );
        check("Title\n===\ntext\n\nBelow\n-----\ntext", &[(0, 0, "Title"), (4, 1, "Below")]);
    }

    #[test]
    fn other_forms_of_real_prompts_are_found() {
        check(
            "ROLE:\nYou are a clerk.\n\nWHAT YOU MAY DO\n\n- CALL the desk\nNEVER LIE, OK?",
            &[(0, 0, "ROLE"), (3, 0, "WHAT YOU MAY DO")],
        );
        check("=== Safety ===\ntext\n*** Tone ***", &[(0, 0, "Safety"), (2, 0, "Tone")]);
        check("<rules>\nBe brief.\n</rules>\n<b>\nnever closed", &[(0, 0, "rules")]);
        check(
            "**Pain comes first.** If somebody hurts…\n\n**Privacy**\nNo **bold** here.",
            &[(0, 1, "Pain comes first"), (2, 0, "Privacy")],
        );
        check(
            "1. Role\nYou are a clerk.\n\n2) Tasks\n\n2.1 Bookings\nTake them.",
            &[(0, 0, "Role"), (3, 0, "Tasks"), (5, 1, "Bookings")],
        );
    }

    #[test]
    fn lists_sentences_code_and_references_are_no_headings() {
        check("1. Ask for the name\n2. Ask for the day\n\n3. Book\n\n4. Say goodbye", &[]);
        check("Steps:\n\n1. Ask for the name.\n\n2. Book it.\nDone", &[]);
        check("```\n# comment\n```\n- **Name:** ask\n{{ho:DESK}}\n$NAME\n***\n---\n# \n\nOK", &[]);
        check("Ask. This is a long line with - in it\n--\nHotel — Kilo\n中文标题", &[]);
    }
}
