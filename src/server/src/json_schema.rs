//! JSON Schemas that people write: compiled, and values checked against them, within bounds.
//!
//! A schema of one kilobyte can ask for more work than any machine has time for: `$ref` lets each
//! definition use the next one twice, so that thirty definitions are a thousand million checks. Two
//! bounds protect the library that does the work. A schema may reach a limited number of
//! subschemas, which limits how deep compiling it recurses. And before values are checked, the check
//! is walked through without doing it, and given up after a limited number of steps.

use jsonschema::{Draft, PatternOptions, Validator};
use serde_json::Value;
use wire::FieldError;

use crate::faults::Faults;
use crate::refusal::Refusal;
use crate::rules;

use steps::count_steps;
use subschemas::count_subschemas;

mod steps;
mod subschemas;

/// The most subschemas that a schema may reach.
const MOST_SUBSCHEMAS: usize = 5_000;

/// The most steps that checking values against a schema may take.
const MOST_STEPS: usize = 100_000;

/// Compiling recurses as deep as there are subschemas; a level takes less than 2 KiB in a debug build.
const STACK_BYTES: usize = 64 << 20;

/// How often a pattern with look-around or back references may try again on one text.
const MOST_BACKTRACKING: usize = 10_000;

/// The bytes that one compiled pattern may take.
const PATTERN_BYTES: usize = 1 << 20;

/// A refusal unless `schema` is a schema of draft 7 within the bounds.
pub(crate) fn check(schema: &Value) -> Result<(), Refusal> {
    on_large_stack(|| compile(schema).map(drop))
}

/// What is wrong with values by a schema. The fields are named from `variables` on.
pub(crate) fn faults(schema: &Value, variables: &Value) -> Result<Faults, Refusal> {
    on_large_stack(|| {
        let validator = compile(schema)?;
        if count_steps(schema, variables, MOST_STEPS).is_none() {
            let message = format!(
                "checking these values against the schema takes more than {MOST_STEPS} steps; make \
                 the values or the schema smaller"
            );
            return Ok(Faults::one("variables", message));
        }
        let found = rules::field_errors(&validator, variables);
        let within = |field: String| match field.as_str() {
            "" => "variables".to_owned(),
            _ => format!("variables.{field}"),
        };
        let found = found.map(|fault| FieldError { field: within(fault.field), ..fault });
        Ok(Faults::new(found.collect()))
    })
}

fn compile(schema: &Value) -> Result<Validator, Refusal> {
    count_subschemas(schema, MOST_SUBSCHEMAS).map_err(Refusal::BadSchema)?;
    let patterns =
        PatternOptions::fancy_regex().backtrack_limit(MOST_BACKTRACKING).size_limit(PATTERN_BYTES);
    let options = jsonschema::options().with_draft(Draft::Draft7).with_pattern_options(patterns);
    options.build(schema).map_err(|error| Refusal::BadSchema(error.masked().to_string()))
}

fn on_large_stack<T: Send>(work: impl FnOnce() -> Result<T, Refusal> + Send) -> Result<T, Refusal> {
    let failed = |cause: &str| Refusal::Internal(format!("the check of a JSON Schema {cause}"));
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
        let thread = thread.spawn_scoped(scope, work);
        let thread = thread.map_err(|error| failed(&format!("cannot start: {error}")))?;
        thread.join().unwrap_or_else(|_| Err(failed("panicked")))
    })
}
