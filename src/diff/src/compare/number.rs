//! Numbers are compared by value, to the last digit, however they are written.

use std::cmp::Ordering;

use serde_json::Number;

/// Whether two numbers are the same: `2.0`, `2` and `20e-1` are.
pub(super) fn same(old: &Number, new: &Number) -> bool {
    let (old, new) = (old.as_str(), new.as_str());
    old == new
        || match (Decimal::parse(old), Decimal::parse(new)) {
            (Some(old), Some(new)) => old == new,
            _ => false,
        }
}

/// Which of two numbers is the smaller one.
pub(super) fn order(a: &Number, b: &Number) -> Ordering {
    let (Some(a), Some(b)) = (Decimal::parse(a.as_str()), Decimal::parse(b.as_str())) else {
        return Ordering::Equal;
    };
    let sign = |number: &Decimal| match (number.digits.is_empty(), number.is_negative) {
        (true, _) => 0,
        (false, true) => -1,
        (false, false) => 1,
    };
    // How many digits stand before the point.
    let size = |number: &Decimal| number.exponent.saturating_add(number.digits.len() as i64);
    let magnitude = || size(&a).cmp(&size(&b)).then_with(|| a.digits.cmp(&b.digits));
    sign(&a).cmp(&sign(&b)).then_with(|| match sign(&a) {
        0 => Ordering::Equal,
        1 => magnitude(),
        _ => magnitude().reverse(),
    })
}

/// A number in one spelling, the same for numbers that are the same.
pub(super) fn canonical(number: &Number) -> String {
    const PLAIN: i64 = 21;
    let Some(Decimal { is_negative, digits, exponent }) = Decimal::parse(number.as_str()) else {
        return number.to_string();
    };
    if digits.is_empty() {
        return "0".to_owned();
    }
    let sign = if is_negative { "-" } else { "" };
    let digits: String = digits.into_iter().map(char::from).collect();
    let length = digits.len() as i64;
    match length.saturating_add(exponent) {
        whole if exponent >= 0 && whole <= PLAIN => {
            format!("{sign}{digits}{}", "0".repeat(exponent as usize))
        }
        whole if 0 < whole && whole < length => {
            let (whole, fraction) = digits.split_at(whole as usize);
            format!("{sign}{whole}.{fraction}")
        }
        whole if -PLAIN < whole && whole <= 0 => {
            format!("{sign}0.{}{digits}", "0".repeat(-whole as usize))
        }
        _ => format!("{sign}{digits}e{exponent}"),
    }
}

/// A number as digits times a power of ten; the digits neither begin nor end with a zero.
#[derive(PartialEq, Eq)]
struct Decimal {
    is_negative: bool,
    digits: Vec<u8>,
    exponent: i64,
}

impl Decimal {
    /// Reads the grammar of JSON numbers. `None` when the exponent is beyond all measure.
    fn parse(text: &str) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
            None => (text, 0),
        };
        let (is_negative, mantissa) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        let mut exponent = exponent.checked_sub(i64::try_from(fraction.len()).ok()?)?;
        while digits.last() == Some(&b'0') {
            digits.pop();
            exponent = exponent.checked_add(1)?;
        }
        let leading = digits.iter().take_while(|digit| **digit == b'0').count();
        digits.drain(..leading);
        if digits.is_empty() {
            return Some(Self { is_negative: false, digits, exponent: 0 });
        }
        Some(Self { is_negative, digits, exponent })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn check(old: &str, new: &str) -> bool {
        let number = |text: &str| match serde_json::from_str(text).unwrap() {
            Value::Number(number) => number,
            other => panic!("{other}"),
        };
        same(&number(old), &number(new))
    }

    #[test]
    fn numbers_of_any_size_have_an_order() {
        let numbers = ["-1e300", "-12", "-1.5", "0", "0.001", "1.5", "2", "10", "9e9", "1e300"];
        let parsed: Vec<Number> =
            numbers.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
        for (i, a) in parsed.iter().enumerate() {
            for (j, b) in parsed.iter().enumerate() {
                assert_eq!(order(a, b), i.cmp(&j), "{a} {b}");
            }
        }
    }

    #[test]
    fn equal_numbers_have_one_canonical_form() {
        for (text, expected) in [
            ("2.50", "2.5"),
            ("250e-2", "2.5"),
            ("-0.0", "0"),
            ("1e3", "1000"),
            ("-12e-4", "-0.0012"),
            ("1e400", "1e400"),
            ("10e-400", "1e-399"),
            ("9007199254740993", "9007199254740993"),
        ] {
            let number: Value = serde_json::from_str(text).unwrap();
            assert_eq!(canonical(number.as_number().unwrap()), expected, "{text}");
            assert!(check(text, expected));
        }
    }

    #[test]
    fn numbers_are_equal_by_value_to_the_last_digit() {
        for (old, new) in [
            ("2", "2.0"),
            ("2", "2e0"),
            ("20E-1", "2"),
            ("-0", "0.00"),
            ("0.10", "1e-1"),
            ("1e400", "10e399"),
        ] {
            assert!(check(old, new), "{old} {new}");
        }
        for (old, new) in [
            ("2", "-2"),
            ("2", "20"),
            ("9007199254740993", "9007199254740992"),
            ("0.1", "0.10000000000000001"),
            ("1e400", "1e401"),
        ] {
            assert!(!check(old, new), "{old} {new}");
        }
    }
}
