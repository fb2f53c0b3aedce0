//! An editor for prompts: a plain text field with line numbers and marked references.
//!
//! The text field is the browser's own, so that typing, undo, spelling, input methods and screen
//! readers work as everywhere. Behind it lies a copy of the text that carries the numbers and marks
//! and gives the field its height; both wrap alike because they share font and width.

use crate::parts::each::each;
use crate::parts::handler::effect;
use leptos::html;
use leptos::prelude::*;
use model::{ReferenceKind, references};

/// A text field for prompts.
#[component]
pub(crate) fn Editor(
    /// The name of the field.
    #[prop(into)]
    label: String,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    #[prop(optional, into)] id: String,
    #[prop(optional, into)] placeholder: String,
    /// Whether lines carry numbers.
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
    let lines = Memo::new(move |_| {
        value.with(|text| text.split('\n').map(str::to_owned).enumerate().collect::<Vec<_>>())
    });
    // Setting a field's value moves the caret to its end, so it is set only where it differs.
    effect(move || {
        let text = value.get();
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
                    on:input:target=move |event| on_input.run(event.target().value())
                ></textarea>
            </div>
        }
}

/// A line with its references marked. A line without text still has its height.
fn marked(line: &str) -> AnyView {
    let mut parts = Vec::new();
    let mut at = 0;
    for reference in references(line) {
        parts.push(line[at..reference.range.start].to_owned().into_any());
        let class = match reference.kind {
            ReferenceKind::Token => "editor__token",
            ReferenceKind::Variable => "editor__variable",
        };
        at = reference.range.end;
        let text = line[reference.range].to_owned();
        parts.push(view! { <mark class=class>{text}</mark> }.into_any());
    }
    // A zero-width space keeps an empty line, and one that ends in a break, as high as a full one.
    parts.push(format!("{}\u{200b}", &line[at..]).into_any());
    parts.into_any()
}
