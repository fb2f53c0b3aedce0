//! Numbers as JSON has them: exact, however they are spelt.

use std::cmp::Ordering;

use serde_json::{Number, Value};

/// Digits and a power of ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Decimal {
    digits: i128,
    power: i32,
}

/// More than this is compared as floating point.
const MOST_DIGITS: usize = 30;

impl Decimal {
    fn of(number: &Number) -> Option<Self> {
        let text = number.to_string();
        let (mantissa, power) = match text.split_once(['e', 'E']) {
            Some((mantissa, power)) => (mantissa, power.parse::<i32>().ok()?),
            None => (text.as_str(), 0),
        };
        let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.len() + part.len() > MOST_DIGITS {
            return None;
        }
        let mut digits: i128 = format!("{whole}{part}").parse().ok()?;
        let mut power = power.checked_sub(i32::try_from(part.len()).ok()?)?;
        while digits != 0 && digits % 10 == 0 {
            digits /= 10;
            power += 1;
        }
        Some(Self { digits, power: if digits == 0 { 0 } else { power } })
    }

    /// Both as digits of the smaller power of ten.
    fn aligned(self, other: Self) -> Option<(i128, i128)> {
        let power = self.power.min(other.power);
        let digits = |one: Self| {
            let steps = u32::try_from(one.power - power).ok()?;
            one.digits.checked_mul(10_i128.checked_pow(steps)?)
        };
        Some((digits(self)?, digits(other)?))
    }
}

/// Which of two is more, where their digits are too far apart to be aligned.
fn by_size(one: Decimal, other: Decimal) -> Ordering {
    let size = |number: Decimal| {
        let digits = i64::from(number.digits.unsigned_abs().checked_ilog10().unwrap_or(0));
        number.digits.signum() * i128::from(digits + i64::from(number.power) + (1 << 40))
    };
    size(one).cmp(&size(other))
}

fn as_float(number: &Number) -> f64 {
    number.as_f64().unwrap_or(f64::NAN)
}

/// Which of two numbers is more.
pub(crate) fn compare(one: &Number, other: &Number) -> Ordering {
    match Decimal::of(one).zip(Decimal::of(other)) {
        Some((one, other)) => match one.aligned(other) {
            Some((one, other)) => one.cmp(&other),
            None => by_size(one, other),
        },
        None => as_float(one).partial_cmp(&as_float(other)).unwrap_or(Ordering::Equal),
    }
}

/// Whether a number has nothing behind its point.
pub(crate) fn is_whole(number: &Number) -> bool {
    Decimal::of(number).map_or(as_float(number).fract() == 0.0, |number| number.power >= 0)
}

/// Whether a number is a multiple of another one.
pub(crate) fn is_multiple(number: &Number, of: &Number) -> bool {
    let exact = Decimal::of(number).zip(Decimal::of(of)).and_then(|(one, of)| one.aligned(of));
    match exact {
        Some((_, 0)) => true,
        Some((number, of)) => number % of == 0,
        None => {
            let times = as_float(number) / as_float(of);
            times.is_finite() && (times - times.round()).abs() < 1e-9
        }
    }
}

/// Whether two values are the same: numbers by their amount, objects in any order.
pub fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => compare(one, other) == Ordering::Equal,
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(key, value)| other.get(key).is_some_and(|theirs| equal(value, theirs)))
        }
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn numbers_are_exact_however_they_are_spelt() {
        let same = [("1", "1.0"), ("100", "1e2"), ("0.5", "5e-1"), ("0", "-0.0")];
        for (one, other) in same {
            assert_eq!(compare(&number(one), &number(other)), Ordering::Equal, "{one} {other}");
        }
        assert_eq!(
            compare(&number("9007199254740993"), &number("9007199254740992")),
            Ordering::Greater
        );
        assert_eq!(compare(&number("1e400"), &number("1")), Ordering::Greater);
        assert_eq!(compare(&number("-1.5"), &number("-1.4")), Ordering::Less);
    }

    #[test]
    fn whole_numbers_and_multiples_are_exact() {
        assert!(is_whole(&number("1.0")) && is_whole(&number("1e3")) && !is_whole(&number("1.5")));
        assert!(is_multiple(&number("0.3"), &number("0.1")));
        assert!(is_multiple(&number("4.5"), &number("1.5")));
        assert!(!is_multiple(&number("35"), &number("1.5")));
        assert!(is_multiple(&number("0"), &number("7")));
    }
}
