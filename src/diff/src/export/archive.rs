//! The canonical files in one: a tar archive, which every system can unpack.

use model::Snapshot;

use super::canonical;

/// The size of everything in such an archive: headers and contents fill whole blocks.
const BLOCK: usize = 512;

/// The files of [`canonical`] as one archive: what a [`super::patch`] is applied to. It holds
/// nothing but text, so it is one.
pub fn archive(snapshot: &Snapshot) -> String {
    let mut out = String::new();
    for file in canonical(snapshot) {
        header(&file.path, file.text.len(), &mut out);
        out.push_str(&file.text);
        fill(&mut out);
    }
    out.extend(std::iter::repeat_n('\0', 2 * BLOCK));
    out
}

/// The header of a file, in the ustar form. The folder stands in a field of its own, as the first
/// one is too short for both.
fn header(path: &str, size: usize, out: &mut String) {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let fields = |sum: &str| {
        let numbers = format!("0000644\0{0}\0{0}\0{size:011o}\0{1}\0", "0000000", "00000000000");
        format!("{name:\0<100}{numbers}{sum}0{:\0<100}ustar\x0000{:\0<80}{folder:\0<155}", "", "")
    };
    let sum: u32 = fields("        ").bytes().map(u32::from).sum();
    out.push_str(&fields(&format!("{sum:06o}\0 ")));
    fill(out);
}

/// Fills the last block.
fn fill(out: &mut String) {
    let rest = out.len().next_multiple_of(BLOCK) - out.len();
    out.extend(std::iter::repeat_n('\0', rest));
}
