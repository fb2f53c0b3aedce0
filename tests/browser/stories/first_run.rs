//! A person who has never been here.

use server::Api;

use super::LARCH;
use crate::pages::{AgentsPage, Bar, BehaviorPage, ComparePage};
use crate::stage::{Studio, story};

#[test]
fn nothing_is_typed_to_begin_and_one_edit_is_exactly_one_change() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        AgentsPage(&window).open(LARCH).await;

        let behavior = BehaviorPage(&window);
        let text = behavior.text().await;
        let edited = text.replacen("before 6 pm", "before 7 pm", 1);
        assert_ne!(edited, text, "the sample has changed");
        behavior.write(&edited).await;
        behavior.save().await;

        let bar = Bar(&window);
        bar.says("Draft: 1 change").await;
        bar.compare().await;
        let compare = ComparePage(&window);
        compare.sums_up("1 change in 1 section").await;
        let (old, new) = (compare.lines("removed").await, compare.lines("added").await);
        assert_eq!((old.len(), new.len()), (1, 1));
        assert!(old[0].contains("before 6 pm"), "{old:?}");
        assert_eq!(new[0], old[0].replace("before 6 pm", "before 7 pm"));
    });
}
