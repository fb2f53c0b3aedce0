//! Rules as sentences, names of the API, and thresholds as people type them.

use super::*;
use crate::edit::{Edit, SaveCheck};

fn rule(value: Option<i64>, threshold: u64) -> AlertRule {
    AlertRule {
        id: "ar_1".into(),
        terms: AlertTerms { threshold, ..AlertTerms::new() },
        state: AlertState::Ok,
        since: None,
        evaluated_at: None,
        value,
    }
}

#[test]
fn two_people_who_change_different_things_of_a_rule_do_not_meet() {
    let base = AlertTerms::new();
    let mine = AlertTerms { threshold: 3000, ..base.clone() };
    let theirs = AlertTerms { window: Window::Hour, enabled: false, ..base.clone() };
    assert_eq!(base.differing(&theirs), [AlertField::Window, AlertField::Enabled]);
    let edit = Edit { base: base.clone(), mine };
    let both = AlertTerms { threshold: 3000, ..theirs.clone() };
    assert_eq!(
        edit.check(Some(&theirs)),
        SaveCheck::Save { fields: vec![AlertField::Threshold], value: both }
    );
    let theirs = AlertTerms { threshold: 1, ..base };
    let conflict =
        SaveCheck::Conflict { fields: vec![AlertField::Threshold], theirs: theirs.clone() };
    assert_eq!(edit.check(Some(&theirs)), conflict);
}

#[test]
fn a_rule_reads_as_a_sentence() {
    let mut terms = AlertTerms { agent: Some("h".into()), ..AlertTerms::new() };
    assert_eq!(
        terms.sentence("Harbour Hotels"),
        "When turn latency p95 of Harbour Hotels is over 2,500 ms for 10 minutes"
    );
    terms = AlertTerms {
        agent: None,
        metric: Metric::CallVolume,
        operator: Operator::Below,
        threshold: 1,
        window: Window::Hour,
        ..terms
    };
    assert_eq!(terms.sentence(""), "When call volume of all agents is under 1 call for 60 minutes");
}

#[test]
fn every_name_of_the_api_is_known_and_others_are_kept() {
    for metric in Metric::ALL {
        assert_eq!(Metric::from_key(metric.key()), metric);
    }
    for operator in Operator::ALL {
        assert_eq!(Operator::from_key(operator.key()), operator);
    }
    for window in Window::ALL {
        assert_eq!(Window::from_key(window.key()), window);
    }
    assert_eq!(Metric::from_key("silences").key(), "silences");
    assert_eq!(Window::from_key("1d").label(), "1d");
    assert_eq!(AlertState::from_key("NO_DATA"), AlertState::NoData);
    assert_eq!(AlertState::from_key("muted"), AlertState::Unknown);
}

#[test]
fn a_threshold_is_read_as_people_write_it() {
    for text in ["2500", " 2500 ", "2,500", "2 500", "2’500", "2\u{a0}500"] {
        assert_eq!(threshold(text), Ok(2500), "{text}");
    }
    assert_eq!(threshold("0"), Ok(0));
    assert_eq!(threshold("1,000,000"), Ok(1_000_000));
    for text in ["", "-1", "2.5", "2,5", "1,00", "ten", "+5", "9007199254740992"] {
        assert_eq!(threshold(text), Err(AlertProblem::NoThreshold), "{text}");
    }
}

#[test]
fn numbers_are_grouped_and_have_their_unit() {
    assert_eq!([0, 999, 1000, -12_345_678].map(grouped), ["0", "999", "1,000", "−12,345,678"]);
    assert_eq!(Metric::CallCrashes.amount(1), "1 crash");
    assert_eq!(Metric::TurnLatencyP50.amount(1), "1 ms");
    assert_eq!(Metric::Other("x".to_owned()).amount(3), "3");
}

#[test]
fn value_and_threshold_fit_on_one_scale() {
    assert_eq!(rule(None, 5).on_scale(), None);
    for (value, threshold) in [(0, 0), (0, 5), (5, 0), (5, 5), (3100, 2500), (-1, 5)] {
        let (value_at, threshold_at) = rule(Some(value), threshold).on_scale().unwrap();
        assert!((0.0..=0.8).contains(&value_at), "{value} {threshold}");
        assert!((0.0..=0.8).contains(&threshold_at), "{value} {threshold}");
        assert_eq!(value_at > threshold_at, value > threshold as i64);
    }
}
