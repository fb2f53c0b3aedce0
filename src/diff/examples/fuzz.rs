//! Runs the law of comparison on random documents and agents for some time.
//!
//! `cargo run --release -p diff --features generate --example fuzz -- SECONDS [SEED]`

use std::process::ExitCode;
use std::time::{Duration, Instant};

use diff::generate::{PlainEdit, Random, Size, agent, check, document, shrink};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let mut number =
        |default| arguments.next().and_then(|text| text.parse().ok()).unwrap_or(default);
    let (seconds, first) = (number(10_u64), number(1_u64));
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut checked = 0_u64;
    for seed in first.. {
        let mut random = Random::new(seed);
        let document = match seed % 8 {
            0 => agent(&mut random, Size::SMALL),
            _ => document(&mut random, 5),
        };
        for edit in PlainEdit::ALL {
            for _ in 0..4 {
                checked += 1;
                if let Err(unseen) = check(&document, edit, random.below(1 << 20)) {
                    let unseen = shrink(*unseen);
                    println!("seed {seed}, {edit:?} at {:?}: {}", unseen.path, unseen.fault);
                    println!("old: {}\nnew: {}", unseen.old, unseen.new);
                    return ExitCode::FAILURE;
                }
            }
        }
        if Instant::now() >= end {
            break;
        }
    }
    println!("{checked} edits checked, from seed {first} on: every one was shown.");
    ExitCode::SUCCESS
}
