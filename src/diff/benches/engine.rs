//! The engine beside raw imara-diff and similar, on the same texts in the same process.
//!
//! `cargo bench -p diff --features generate` prints, after Criterion's own lines, a table of the
//! medians with the ratio to each peer, and stops if ours does not find the same number of changed
//! lines as imara-diff with its clean-up.

use std::cell::RefCell;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, SamplingMode};
use diff::generate::{
    Random, Size, agent, edit_all, edited_lines, edited_words, lines, long_line, paragraph, prompt,
};
use diff::{
    Cells, Layout, Mode, Page, Syntax, TextDiff, View, VisualLayout, Whitespace, compare, find,
    words,
};
use imara_diff::{Algorithm, Diff, InternedInput};
use model::Snapshot;

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2))
        .sample_size(20)
        .configure_from_args();
    let table = Table::default();
    for (name, old, new) in texts() {
        verify(name, &old, &new);
        let mut run =
            |peer: &str, work: &mut dyn FnMut()| table.run(&mut criterion, name, peer, work);
        // A comparison holds its texts already: they need not be copied.
        let (held_old, held_new): (Arc<str>, Arc<str>) = (old.as_str().into(), new.as_str().into());
        run("ours", &mut || drop(black_box(ours(&held_old, &held_new))));
        run("imara", &mut || {
            black_box(imara(&old, &new));
        });
        run("similar", &mut || {
            let diff = similar::TextDiff::configure()
                .algorithm(similar::Algorithm::Histogram)
                .diff_lines(&*old, &*new);
            black_box(diff.ops().len());
        });
    }
    long_lines(&mut criterion, &table);
    agents(&mut criterion, &table);
    views(&mut criterion, &table);
    table.print();
    criterion.final_summary();
}

fn texts() -> Vec<(&'static str, String, String)> {
    let mut random = Random::new(2026);
    let mut edited = |name, count, share| {
        let old = lines(&mut random, count);
        let (new, _) = edited_lines(&mut random, &old, share);
        (name, old, new)
    };
    let mut all = vec![
        edited("10,000 lines, 1 % edited", 10_000, 0.01),
        edited("50,000 lines, 20 % edited", 50_000, 0.2),
        edited("200,000 lines, 0.1 % edited", 200_000, 0.001),
    ];
    let disjoint = |random: &mut Random, prefix: &str| -> String {
        (0..5000).map(|at| format!("{prefix}{at} {}\n", paragraph(random, 8))).collect()
    };
    all.push((
        "5,000 lines, nothing shared",
        disjoint(&mut random, "a"),
        disjoint(&mut random, "b"),
    ));
    let old = prompt(&mut random, 200, 55);
    let mut paragraphs: Vec<String> = old.split("\n\n").map(str::to_owned).collect();
    for at in random.spread(200, 29) {
        paragraphs[at] = paragraphs[at].replacen(' ', " zzz ", 3);
    }
    all.push(("65 KB prompt, 29 of 200 paragraphs", old, paragraphs.join("\n\n")));
    all
}

fn ours(old: &Arc<str>, new: &Arc<str>) -> TextDiff {
    TextDiff::new(Arc::clone(old), Arc::clone(new), Syntax::Prose, Whitespace::Significant)
}

fn imara(old: &str, new: &str) -> (u32, u32) {
    let input = InternedInput::new(old, new);
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    black_box(diff.hunks().count());
    (diff.count_removals(), diff.count_additions())
}

fn verify(name: &str, old: &str, new: &str) {
    let diff = ours(&old.into(), &new.into());
    let removed: usize = diff.hunks().iter().map(|hunk| hunk.old.len()).sum();
    let added: usize = diff.hunks().iter().map(|hunk| hunk.new.len()).sum();
    assert_eq!((removed as u32, added as u32), imara(old, new), "{name}");
    assert_eq!(diff.apply(|_| true), new, "{name}");
}

fn long_lines(criterion: &mut Criterion, table: &Table) {
    let mut random = Random::new(100);
    let old = long_line(&mut random, 100_000);
    let (new, edits) = edited_words(&mut random, &old, 0.01);
    assert_eq!(words(&old, &new, Syntax::Prose).changes.len(), edits);
    let name = "one line of 100 KB, 1 % of words";
    table.run(criterion, name, "ours", &mut || drop(black_box(words(&old, &new, Syntax::Prose))));
    table.run(criterion, name, "similar", &mut || {
        black_box(similar::TextDiff::from_words(&*old, &*new).ops().len());
    });
    let typographic = |text: &str| text.replace(',', " — “ä”");
    let (old, new) = (typographic(&old), typographic(&new));
    let name = "the same beyond ASCII";
    table.run(criterion, name, "ours", &mut || drop(black_box(words(&old, &new, Syntax::Prose))));
    let other = long_line(&mut random, 100_000);
    let name = "one line of 100 KB, another one";
    table.run(criterion, name, "ours", &mut || drop(black_box(words(&old, &other, Syntax::Prose))));
}

fn agents(criterion: &mut Criterion, table: &Table) {
    let mut random = Random::new(1000);
    let old = agent(&mut random, Size::LARGE);
    let mut new = old.clone();
    let edits = edit_all(&mut new, 200, &mut random);
    let sides = (Snapshot::from_projection(old.clone()), Snapshot::from_projection(new));
    let found = compare(&sides.0, &sides.1);
    // Edits of one thing twice can meet in one hunk; apart from that each is one change.
    assert!(
        found.totals().changes() <= edits.len() && found.totals().changes() > edits.len() * 9 / 10
    );
    let name = "agent of 1,000 topics, 200 edits";
    table.run(criterion, name, "ours", &mut || drop(black_box(compare(&sides.0, &sides.1))));
    let same = (Snapshot::from_projection(old.clone()), Snapshot::from_projection(old));
    let name = "agent of 1,000 topics, the same";
    table.run(criterion, name, "ours", &mut || drop(black_box(compare(&same.0, &same.1))));
    let empty = Snapshot::from_projection(serde_json::json!({}));
    let name = "agent of 1,000 topics, new";
    table.run(criterion, name, "ours", &mut || drop(black_box(compare(&empty, &same.0))));
}

fn views(criterion: &mut Criterion, table: &Table) {
    let mut random = Random::new(7);
    let old = lines(&mut random, 200_000);
    let (new, _) = edited_lines(&mut random, &old, 0.02);
    let side = |text: &str| {
        Snapshot::from_projection(
            serde_json::json!({"agentSettings": {"rules": {"behaviour": text}}}),
        )
    };
    let comparison = Arc::new(compare(&side(&old), &side(&new)));
    let mut view = View { mode: Mode::SideBySide, ..View::default() };
    let lay_out = |view: &View| Layout::new(Arc::clone(&comparison), view.clone());
    let name = "200,000 lines: lay out";
    table.run(criterion, name, "ours", &mut || drop(black_box(lay_out(&view))));
    view.open_field(&comparison, 0, 0);
    let name = "200,000 lines, all open: lay out";
    table.run(criterion, name, "ours", &mut || drop(black_box(lay_out(&view))));
    let layout = lay_out(&view);
    assert!(layout.len() > 200_000);
    let name = "200,000 lines: measure";
    let page = Page { measurer: &Cells { tab: 4 }, width: 60.0, height: &|_| 1 };
    table.run(criterion, name, "ours", &mut || drop(black_box(VisualLayout::new(&layout, &page))));
    let name = "200,000 lines: 60 rows of the middle";
    table.run(criterion, name, "ours", &mut || {
        black_box(layout.rows(100_000..100_060).len());
    });
    let name = "200,000 lines: find";
    table.run(criterion, name, "ours", &mut || drop(black_box(find(&layout, "zeme", false))));
}

/// Medians by name and peer.
#[derive(Default)]
struct Table(RefCell<Vec<(String, String, Duration)>>);

impl Table {
    fn run(&self, criterion: &mut Criterion, name: &str, peer: &str, work: &mut dyn FnMut()) {
        let samples = RefCell::new(Vec::new());
        let mut group = criterion.benchmark_group(name);
        group.sampling_mode(SamplingMode::Flat);
        group.bench_function(peer, |bencher| {
            bencher.iter_custom(|times| {
                let start = Instant::now();
                (0..times).for_each(|_| work());
                let elapsed = start.elapsed();
                samples.borrow_mut().push(elapsed / u32::try_from(times).unwrap_or(u32::MAX));
                elapsed
            });
        });
        group.finish();
        let mut samples = samples.into_inner();
        samples.sort();
        if let Some(&median) = samples.get(samples.len() / 2) {
            self.0.borrow_mut().push((name.to_owned(), peer.to_owned(), median));
        }
    }

    fn print(&self) {
        let rows = self.0.borrow();
        println!("\n{:<40} {:>10} {:>18} {:>18}", "", "ours", "imara-diff", "similar");
        for (name, _, median) in rows.iter().filter(|(_, peer, _)| peer == "ours") {
            let peer = |wanted: &str| {
                let found = rows.iter().find(|(row, peer, _)| row == name && peer == wanted);
                found.map_or(String::new(), |(_, _, theirs)| {
                    let ratio = median.as_secs_f64() / theirs.as_secs_f64();
                    format!("{:.2} ms ({ratio:.2} x)", theirs.as_secs_f64() * 1e3)
                })
            };
            let ours = format!("{:.2} ms", median.as_secs_f64() * 1e3);
            println!("{name:<40} {ours:>10} {:>18} {:>18}", peer("imara"), peer("similar"));
        }
    }
}
