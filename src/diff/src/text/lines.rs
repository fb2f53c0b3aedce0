//! A text cut into lines.

use std::ops::Range;
use std::sync::Arc;

/// A text and where its lines begin. A line is what stands between two line feeds, so joining all
/// lines with line feeds gives the text back; a text that ends with one has an empty last line,
/// and an empty text has no line at all.
#[derive(Clone, Debug)]
pub struct Lines {
    text: Arc<str>,
    /// One start per line, then one past the end of the last line and its imagined line feed.
    starts: Vec<u32>,
}

impl Lines {
    /// Cuts a text into lines.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let mut starts = Vec::with_capacity(estimate(&text) + 2);
        starts.push(0);
        if !text.is_empty() {
            starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
            starts.push(text.len() as u32 + 1);
        }
        Self { text, starts }
    }

    /// The whole text.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One line, counted from 0, without its line feed.
    pub fn line(&self, index: usize) -> &str {
        &self.text[self.range(index..index + 1)]
    }

    /// All lines in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        self.starts.windows(2).map(|pair| &self.text[pair[0] as usize..pair[1] as usize - 1])
    }

    /// Several lines with the line feeds between them.
    pub fn slice(&self, lines: Range<usize>) -> &str {
        if lines.is_empty() { "" } else { &self.text[self.range(lines)] }
    }

    /// The line in which a byte of the text stands.
    pub fn line_at(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= byte).saturating_sub(1)
    }

    /// Where a line begins, in bytes.
    pub fn start(&self, index: usize) -> usize {
        self.starts[index] as usize
    }

    fn range(&self, lines: Range<usize>) -> Range<usize> {
        self.starts[lines.start] as usize..self.starts[lines.end] as usize - 1
    }
}

impl PartialEq for Lines {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Lines {}

/// About how many lines a text has, judged by its first kilobyte.
fn estimate(text: &str) -> usize {
    let sample = &text.as_bytes()[..text.len().min(1024)];
    let feeds = memchr::memchr_iter(b'\n', sample).count();
    text.len() / (sample.len() / (feeds + 1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_joined_with_line_feeds_are_the_text() {
        for text in ["", "a", "a\n", "\n", "\n\n", "a\nb", "é\r\n\nß\n"] {
            let lines = Lines::new(text);
            assert_eq!(lines.iter().collect::<Vec<_>>().join("\n"), text);
            assert_eq!(lines.iter().len(), lines.len());
            assert_eq!(lines.slice(0..lines.len()), text);
        }
        assert!(Lines::new("").is_empty());
        assert_eq!(Lines::new("a\n").len(), 2);
    }

    #[test]
    fn a_byte_leads_to_its_line() {
        let lines = Lines::new("ab\n\ncd");
        let found: Vec<_> = (0..6).map(|byte| lines.line_at(byte)).collect();
        assert_eq!(found, [0, 0, 0, 1, 2, 2]);
        assert_eq!(lines.line(2), "cd");
    }
}
