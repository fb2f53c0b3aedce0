//! Runs the law of comparison on random documents and agents, and on projections in files, until
//! so many edits were checked or so many seconds are over.
//!
//! `cargo run --release -p diff --features generate --example fuzz -- SECONDS [SEED [FILE…]]`

use std::process::ExitCode;
use std::time::{Duration, Instant};

use diff::generate::{Law, PlainEdit, Random, Size, agent, document, shrink};
use serde_json::Value;

/// An agent of about 2 MB.
const LARGE: Size =
    Size { topics: 400, variants: 300, attributes: 20, functions: 120, flows: 20, paragraphs: 100 };

/// Of so many documents one is an agent, one a file, one a large agent.
const AGENT: u64 = 8;
const FILE: u64 = 32;
const LARGE_AGENT: u64 = 4000;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let mut number =
        |default| arguments.next().and_then(|text| text.parse().ok()).unwrap_or(default);
    let (seconds, first) = (number(10_u64), number(1_u64));
    let end = Instant::now() + Duration::from_secs(seconds);
    let files: Vec<Law> = arguments.filter_map(|path| read(&path)).collect();
    let mut checked = [0_u64; PlainEdit::ALL.len()];
    for seed in first.. {
        let mut random = Random::new(seed);
        let made = match (seed % AGENT, seed % LARGE_AGENT) {
            (_, 0) => agent(&mut random, LARGE),
            (0, _) => agent(&mut random, Size::SMALL),
            _ => document(&mut random, 5),
        };
        let made = Law::of(made);
        let file = random.pick(&files).filter(|_| seed % FILE == 1);
        for (law, times) in [(Some(&made), 4), (file, 1)] {
            let Some(law) = law else { continue };
            for (edit, checked) in PlainEdit::ALL.into_iter().zip(&mut checked) {
                for _ in 0..times {
                    match law.check(edit, random.below(1 << 24)) {
                        Ok(had_place) => *checked += u64::from(had_place),
                        Err(unseen) => {
                            let unseen = shrink(*unseen);
                            println!(
                                "seed {seed}, {edit:?} at {:?}: {}",
                                unseen.path, unseen.fault
                            );
                            println!("old: {}\nnew: {}", unseen.old, unseen.new);
                            return ExitCode::FAILURE;
                        }
                    }
                }
            }
        }
        if Instant::now() >= end {
            println!("seeds {first} to {seed}");
            break;
        }
    }
    for (edit, checked) in PlainEdit::ALL.into_iter().zip(checked) {
        println!("{checked:>9} {edit:?}");
    }
    println!("{} edits checked: every one was shown.", checked.iter().sum::<u64>());
    ExitCode::SUCCESS
}

/// The projection in a file, bare or as the API answers it.
fn read(path: &str) -> Option<Law> {
    let mut json: Value = serde_json::from_str(&std::fs::read_to_string(path).ok()?).ok()?;
    let inner = json.get_mut("projection").filter(|inner| inner.is_object()).map(Value::take);
    Some(Law::of(inner.unwrap_or(json)))
}
