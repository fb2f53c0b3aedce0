//! An editor for prompts: a plain text field with line numbers and marked references.
//!
//! The text field is the browser's own, so that typing, undo, spelling, input methods and screen
//! readers work as everywhere. Behind it lies a copy of the text that shows the numbers and marks
//! and gives the field its height; both wrap alike because they share font and width.

use std::sync::Arc;

use crate::parts::each::each;
use crate::parts::handler::effect;
use crate::parts::named_text::NamedText;
use leptos::html;
use leptos::prelude::*;
use model::{Names, Notation, references};

/// A text field for prompts.
#[component]
pub(crate) fn Editor(
    /// The name of the field.
    #[prop(into)]
    label: String,
    /// The text as it is stored, with identifiers in its references.
    #[prop(into)]
    value: Signal<String>,
    /// Takes what is to be stored.
    #[prop(into)]
    on_input: Callback<String>,
    /// What stands in the field for the identifiers.
    #[prop(into)]
    names: Signal<Arc<Names>>,
    #[prop(optional, into)] id: String,
    #[prop(optional, into)] placeholder: String,
    /// Whether lines are numbered.
    #[prop(default = true)]
    numbers: bool,
    /// Whether it takes no typing, as after a refusal.
    #[prop(optional, into)]
    read_only: Signal<bool>,
    /// The element that describes it: hints and problems.
    #[prop(optional, into)]
    described_by: String,
) -> impl IntoView {
    let field = NodeRef::<html::Textarea>::new();
    let text = NamedText::new(value, names);
    let lines = Memo::new(move |_| {
        text.shown.with(|text| text.split('\n').map(str::to_owned).enumerate().collect::<Vec<_>>())
    });
    // Setting a field's value moves the caret to its end, so it is set only where it differs.
    effect(move || {
        let text = text.shown.get();
        if let Some(field) = field.get().filter(|field| field.value() != text) {
            field.set_value(&text);
        }
    });
    view! {
            <div class="editor" class:editor--numbered=numbers>
                <div class="editor__copy" aria-hidden="true">
                    {each(
    move || lines.get(),
    |line| line.clone(),
    move |line| view! {
                        <div class="editor__line">{marked(&line.1)}</div>
                    }.into_any(),
    )}
                </div>
                <textarea
                    class="editor__field"
                    node_ref=field
                    id=id
                    aria-label=label
                    aria-describedby=described_by
                    placeholder=placeholder
                    readonly=read_only
                    spellcheck="true"
                    autocomplete="off"
                    wrap="soft"
                    on:input:target=move |event| on_input.run(text.typed(event.target().value()))
                ></textarea>
            </div>
        }
}

/// A line with its references marked.
fn marked(line: &str) -> AnyView {
    let views = pieces(line).into_iter().map(|(notation, text)| {
        let text = text.to_owned();
        let class = match notation {
            None => return text.into_any(),
            Some(Notation::Braces) => "editor__token",
            Some(Notation::Dollar) => "editor__variable",
        };
        view! { <mark class=class>{text}</mark> }.into_any()
    });
    views.collect::<Vec<_>>().into_any()
}

/// A line cut at its references. Together the pieces are exactly the line: anything more changes
/// where it wraps. Even a zero-width space after a blank at the end forbids the break before it, and
/// the last word, with its mark, moves down where the text field leaves it.
fn pieces(line: &str) -> Vec<(Option<Notation>, &str)> {
    if line.is_empty() {
        // A zero-width space makes an empty line as high as a full one.
        return vec![(None, "\u{200b}")];
    }
    let mut pieces = Vec::new();
    let mut at = 0;
    for reference in references(line) {
        pieces.push((None, &line[at..reference.range.start]));
        at = reference.range.end;
        pieces.push((Some(reference.notation), &line[reference.range]));
    }
    pieces.push((None, &line[at..]));
    pieces.retain(|(_, text)| !text.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_copy_of_a_line_holds_exactly_its_text() {
        for line in ["Call {{ho:desk}} ", "{{ho:desk}}", "$name is {{attr:name}}, $5", "  "] {
            let copy: String = pieces(line).into_iter().map(|(_, text)| text).collect();
            assert_eq!(copy, line);
        }
        let marks: Vec<_> =
            pieces("Call {{ho:desk}} ").into_iter().filter(|one| one.0.is_some()).collect();
        assert_eq!(marks, [(Some(Notation::Braces), "{{ho:desk}}")]);
    }

    #[test]
    fn an_empty_line_is_not_without_content_which_would_have_no_height() {
        assert!(pieces("").iter().any(|(_, text)| !text.is_empty()));
    }
}
