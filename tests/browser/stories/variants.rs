//! Work on the grid of sites.

use server::Api;
use tests::Fault;
use thirtyfour::Key;

use super::hotels;
use crate::pages::{AgentsPage, Bar, VariantsPage};
use crate::stage::{Role, Stage, Studio, Window, story};

pub(super) const BRISTOL: &str = "The Quayside, Bristol";

#[test]
fn cells_are_edited_by_keys_and_saved_together_with_what_failed_told_apart() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = opened(stage).await;
        let grid = VariantsPage(&window);
        let api = stage.studio.colleague();
        let before = api.variants(&hotels()).await.unwrap();
        let below = before[1].clone();
        grid.go_to(BRISTOL, "phone").await;
        grid.type_over("1").await;
        grid.type_over("2").await;
        window.keys(Key::Up + Key::Right).await;
        window.keys(Key::Enter).await;
        window.type_text(" (rear door)").await;
        window.keys(Key::Tab).await;
        grid.shows(BRISTOL, "phone", "1").await;
        grid.says("3 cells unsaved").await;

        let failing = below.id.to_string();
        stage.studio.line.follow(move |method, path| {
            match method != "GET" && path.ends_with(&failing) {
                true => Fault::answer(400, r#"{"message":"the value is not allowed"}"#),
                false => Fault::None,
            }
        });
        grid.save_by_key().await;
        window.sees("1 row saved").await;
        window.sees("1 row not saved; what you typed is still there").await;
        window.sees(&format!("{}: The value is not allowed.", below.name)).await;
        grid.says("2 cells unsaved").await;

        stage.studio.line.behave();
        grid.save_by_key().await;
        grid.says("Everything is saved").await;
        let attributes = api.attributes(&hotels()).await.unwrap();
        let id = |name: &str| attributes.iter().find(|one| one.name == name).unwrap().id.clone();
        let now = api.variants(&hotels()).await.unwrap();
        assert_eq!(now[0].value(&id("phone")), "1");
        assert_eq!(now[1].value(&id("phone")), "2");
        let address = format!("{} (rear door)", below.value(&id("address")));
        assert_eq!(now[1].value(&id("address")), address);
        assert_eq!(now[2..], before[2..], "nothing else was touched");
    });
}

#[test]
fn rows_and_columns_are_added_renamed_and_deleted() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = opened(stage).await;
        let grid = VariantsPage(&window);
        window.press("Variant").await;
        window.fill(Role::Textbox, "Name", "The Pier, Whitby").await;
        window.press("Add variant").await;
        window.sees("Variant “The Pier, Whitby” added").await;
        window.press("Attribute").await;
        window.fill(Role::Textbox, "Name", "sauna").await;
        window.press("Add attribute").await;
        window.sees("Attribute “sauna” added").await;

        window.fill(Role::Searchbox, "Search variants", "Whitby").await;
        grid.cell("The Pier, Whitby", "phone").await;
        window.choose("Actions for The Pier, Whitby", "Make it the default").await;
        window.sees("“The Pier, Whitby” is the default now").await;
        window.click_in("is the default now", Role::Button, "Undo").await;
        window.choose("Actions for The Pier, Whitby", "Rename").await;
        window.keys(Key::Control + "a").await;
        window.type_text("The Pier, Scarborough").await;
        window.keys(Key::Enter).await;
        grid.save_by_key().await;
        grid.says("Everything is saved").await;

        window.choose("Actions for attribute phone", "Rename…").await;
        window.fill(Role::Textbox, "Name", "telephone").await;
        window.press("Rename").await;
        window.sees("Attribute renamed to “telephone”").await;
        window.choose("Actions for attribute telephone", "Delete…").await;
        window.press("Delete attribute").await;
        window.sees("Attribute “telephone” deleted").await;

        let api = stage.studio.colleague();
        let made = api.variants(&hotels()).await.unwrap();
        assert!(made.iter().any(|row| row.name == "The Pier, Scarborough" && !row.is_default));
        let attributes = api.attributes(&hotels()).await.unwrap();
        let names: Vec<&str> = attributes.iter().map(|one| one.name.as_str()).collect();
        assert!(names.contains(&"sauna") && !names.contains(&"phone"), "{names:?}");

        window.fill(Role::Searchbox, "Search variants", "Scarborough").await;
        window.choose("Actions for The Pier, Scarborough", "Delete…").await;
        window.press("Delete variant").await;
        window.sees("Variant “The Pier, Scarborough” deleted").await;
        let left = api.variants(&hotels()).await.unwrap();
        assert_eq!(left.len() + 1, made.len());
    });
}

#[test]
fn a_cell_that_somebody_else_changed_is_not_overwritten_unseen() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = opened(stage).await;
        let grid = VariantsPage(&window);
        let api = stage.studio.colleague();
        let (row, attributes) = (
            api.variants(&hotels()).await.unwrap().remove(0),
            api.attributes(&hotels()).await.unwrap(),
        );
        let phone = attributes.iter().find(|one| one.name == "phone").unwrap().id.clone();
        grid.go_to(BRISTOL, "phone").await;
        grid.type_over("mine").await;
        let mut values = row.values.clone();
        values.insert(phone.clone(), "theirs".to_owned());
        api.edit_variant(&hotels(), &row.id, None, Some(&values)).await.unwrap();
        grid.save_by_key().await;
        window.find(Role::Heading, "Somebody else changed the same cells").await;
        window.press("Keep editing").await;
        window.reload().await;
        window.sees("Somebody else changed 1 cell that you are editing").await;
        grid.shows(BRISTOL, "phone", "mine").await;
        grid.save_by_key().await;
        window.find(Role::Heading, "Somebody else changed the same cells").await;
        window.sees_in(BRISTOL, "theirs").await;
        let saved = async || api.variants(&hotels()).await.unwrap()[0].value(&phone).to_owned();
        assert_eq!(saved().await, "theirs");
        window.press("Use all of yours").await;
        window.press("Save the result").await;
        grid.says("Everything is saved").await;
        assert_eq!(saved().await, "mine");
    });
}

#[test]
fn cells_whose_row_somebody_deleted_are_not_lost_without_a_word() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = opened(stage).await;
        let grid = VariantsPage(&window);
        let api = stage.studio.colleague();
        let deleted = api.variants(&hotels()).await.unwrap().remove(1);
        grid.go_to(&deleted.name, "phone").await;
        grid.type_over("written with care").await;
        grid.says("1 cell unsaved").await;
        api.delete_variant(&hotels(), &deleted.id).await.unwrap();
        grid.save_by_key().await;
        let message =
            format!("1 unsaved cell of {} dropped, because somebody deleted it", deleted.name);
        window.sees(&message).await;
        window.allow_clipboard().await;
        window.press("Copy what you typed").await;
        window.clipboard_with("written with care").await;
    });
}

#[test]
fn typing_begins_in_the_cell_one_is_at_although_it_is_out_of_sight() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = opened(stage).await;
        window.resize(1000, 480).await;
        let grid = VariantsPage(&window);
        grid.go_to(BRISTOL, "phone").await;
        grid.scroll_away().await;
        grid.type_over("ab").await;
        grid.shows(BRISTOL, "phone", "ab").await;

        window.keys(Key::Up).await;
        window.type_text("never mind").await;
        grid.scroll_away().await;
        window.keys(Key::Escape).await;
        grid.scroll_away().await;
        window.keys(Key::Delete).await;
        grid.shows(BRISTOL, "phone", "").await;
    });
}

#[test]
fn menus_are_opened_from_the_cell_one_is_at_and_tab_leads_out_of_the_grid() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = opened(stage).await;
        let grid = VariantsPage(&window);
        grid.go_to(BRISTOL, "phone").await;
        window.find(Role::ColumnHeader, "phone").await;
        window.keys(Key::Shift + Key::F10).await;
        window.click(Role::MenuItem, "Rename…").await;
        window.find(Role::Heading, "Rename").await;
        window.keys(Key::Escape).await;
        window.has_no(Role::Heading, "Rename").await;
        window.keys(Key::Left).await;
        window.keys(Key::Shift + Key::F10).await;
        window.find(Role::MenuItem, "Make it the default").await;
        window.keys(Key::Escape).await;
        assert_eq!(grid.focused().await, "Variants by attributes");
        window.keys(Key::Tab).await;
        assert_eq!(grid.focused().await, "Only changed rows");
    });
}

/// The grid of the hotels.
pub(super) async fn opened(stage: &Stage) -> Window {
    let window = stage.window().await;
    AgentsPage(&window).open("Harbour Hotels").await;
    Bar(&window).go_to("Variants").await;
    VariantsPage(&window).is_open().await;
    window
}

#[test]
fn cells_are_copied_bare_and_read_from_spreadsheets() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = opened(stage).await;
        window.allow_clipboard().await;
        let grid = VariantsPage(&window);
        grid.go_to(BRISTOL, "phone").await;
        let html = "<meta charset=utf-8><style>td{}</style><table><tr><td>\"Late\" check-out</td></tr></table>";
        window.paste("\"Late\" check-out", html).await;
        grid.shows(BRISTOL, "phone", "\"Late\" check-out").await;
        window.keys(Key::Control + "c").await;
        assert_eq!(window.clipboard_with("Late").await, "\"Late\" check-out");

        let html = "<table><tr><td>two<br>\n  lines</td></tr></table><script>alert(1)</script>";
        window.paste("two lines", html).await;
        window.keys(Key::F2).await;
        window.holds(Role::Textbox, "Cell", "two\nlines").await;
        window.keys(Key::Escape).await;
        window.keys(Key::Control + "x").await;
        assert_eq!(window.clipboard_with("two").await, "two\nlines");
        grid.shows(BRISTOL, "phone", "").await;
        window.keys(Key::Control + "v").await;
        window.keys(Key::F2).await;
        window.holds(Role::Textbox, "Cell", "two\nlines").await;
        window.keys(Key::Escape).await;
        window.keys(Key::Control + "z").await;
        grid.shows(BRISTOL, "phone", "").await;
    });
}
