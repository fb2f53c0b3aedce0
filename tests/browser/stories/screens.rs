//! What holds on every screen.

use model::TopicId;
use server::Api;

use super::hotels;
use crate::pages::{Bar, BehaviorPage, ConnectPage};
use crate::stage::{Role, Stage, Studio, Window, story};

/// A place that has an address of its own.
struct Screen {
    path: String,
    title: &'static str,
    /// What shows that all of it has arrived.
    landmark: (Role, &'static str),
}

/// All of them. The longest content is that of the hotels.
async fn screens(stage: &Stage) -> Vec<Screen> {
    let topics = stage.studio.colleague().topics(&hotels()).await.unwrap();
    let parking: &TopicId = &topics.iter().find(|topic| topic.name == "Parking").unwrap().id;
    let screen = |path: &str, title, landmark| Screen { path: path.to_owned(), title, landmark };
    let page = |path: &str, title, landmark| {
        screen(&format!("/agents/harbour-hotels/main/{path}"), title, landmark)
    };
    vec![
        screen("/agents", "Agents · Agent Studio", (Role::Link, "Harbour Hotels")),
        page("behavior", "Behavior · Harbour Hotels · Agent Studio", (Role::Textbox, "Behavior")),
        page("topics", "Knowledge · Harbour Hotels · Agent Studio", (Role::Link, "Afternoon tea")),
        page(
            &format!("topics/{parking}"),
            "Parking · Knowledge · Harbour Hotels · Agent Studio",
            (Role::Textbox, "Content"),
        ),
        page("variants", "Variants · Harbour Hotels · Agent Studio", (Role::GridCell, "3 pm")),
        page(
            "deployments",
            "Deployments · Harbour Hotels · Agent Studio",
            (Role::Button, "Actions for version"),
        ),
        page(
            "deployments?environment=live",
            "Deployments · Harbour Hotels · Agent Studio",
            (Role::Button, "Actions for version"),
        ),
        page(
            "branches",
            "Branches · Harbour Hotels · Agent Studio",
            (Role::Button, "Actions for summer-menu"),
        ),
        page(
            "compare?old=environment:live&new=branch:main",
            "Compare · Harbour Hotels · Agent Studio",
            (Role::Region, "Live"),
        ),
        screen(
            "/nowhere",
            "Not found · Agent Studio",
            (Role::Heading, "There is nothing at this address"),
        ),
    ]
}

async fn visit(window: &Window, screen: &Screen) {
    window.open(&screen.path).await;
    window.find(screen.landmark.0, screen.landmark.1).await;
}

#[test]
fn every_address_opens_its_screen_with_its_title_and_without_complaints() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.blank_window().await;
        for screen in screens(stage).await {
            visit(&window, &screen).await;
            window.is_titled(screen.title).await;
            window.reload().await;
            window.find(screen.landmark.0, screen.landmark.1).await;
            window.is_titled(screen.title).await;
            let complaints = window.complaints().await;
            assert_eq!(complaints, Vec::<String>::new(), "{}", screen.path);
        }
    });
}

#[test]
fn steps_within_the_page_are_steps_in_its_history() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.window().await;
        let titles = ["Behavior", "Knowledge", "Variants", "Deployments", "Compare"];
        window.click(Role::Link, "Harbour Hotels").await;
        window.find(Role::Heading, "Behavior").await;
        for title in &titles[1..] {
            window.click(Role::Link, title).await;
            window.find(Role::Heading, title).await;
        }
        let title = |page: &str| format!("{page} · Harbour Hotels · Agent Studio");
        for page in titles[..4].iter().rev() {
            window.back().await;
            window.find(Role::Heading, page).await;
            window.is_titled(&title(page)).await;
        }
        window.back().await;
        window.find(Role::Heading, "Agents").await;
        window.forward().await;
        window.find(Role::Heading, "Behavior").await;
        window.forward().await;
        window.find(Role::Heading, "Knowledge").await;
        assert_eq!(window.address().await, "/agents/harbour-hotels/main/topics");
        window.reload().await;
        window.find(Role::Heading, "Knowledge").await;
    });
}

#[test]
fn a_key_press_skips_to_the_content_and_stays_on_the_screen() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.blank_window().await;
        window.open("/agents/harbour-hotels/main/behavior").await;
        window.find(Role::Textbox, "Behavior").await;
        window.script("document.querySelector('a').focus()", vec![]).await;
        window.keys(thirtyfour::Key::Enter + "").await;
        window.find(Role::Textbox, "Behavior").await;
        let focused = window.script("return document.activeElement.tagName", vec![]).await;
        assert_eq!(focused, "MAIN");
        assert_eq!(window.address().await, "/agents/harbour-hotels/main/behavior");
    });
}

#[test]
fn no_screen_is_wider_than_a_small_telephone() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.blank_window().await;
        window.resize(390, 844).await;
        for screen in screens(stage).await {
            visit(&window, &screen).await;
            let script = "const { scrollWidth, clientWidth } = document.scrollingElement;
                return scrollWidth - clientWidth";
            let beyond = window.script(script, vec![]).await;
            assert_eq!(beyond, 0, "{} is too wide", screen.path);
            if screen.title.starts_with("Compare") {
                let unified = window.find(Role::Button, "Unified").await;
                let pressed = unified.attr("aria-pressed").await.unwrap();
                assert_eq!(pressed.as_deref(), Some("true"), "two sides have no room here");
            }
        }
    });
}

#[test]
fn what_runs_where_and_the_way_to_publish_are_in_sight_on_every_width() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.blank_window().await;
        window.open("/agents/harbour-hotels/main/behavior").await;
        Bar(&window).says("Draft: ").await;
        for (width, lines) in [(320, 2), (390, 2), (768, 1), (1280, 1)] {
            window.resize(width, 800).await;
            let script =
                "const place = (query) => document.querySelector(query).getBoundingClientRect();
                return [place('.bar').height, innerHeight - place('.running').bottom]";
            let places = window.script(script, vec![]).await;
            let (bar, below) = (places[0].as_f64().unwrap(), places[1].as_f64().unwrap());
            assert!(bar < 20.0 + 36.0 * f64::from(lines), "{bar} pixels of bar at {width}");
            assert!(below >= 0.0, "what runs where is out of sight at {width}");
            for environment in ["Sandbox", "Pre-release", "Live"] {
                window.find(Role::Link, environment).await;
            }
        }
    });
}

#[test]
fn every_screen_is_accessible_in_light() {
    story(Studio::sample(Api::V1_0_3), async |stage| all_accessible(stage, "light").await);
}

#[test]
fn every_screen_is_accessible_in_dark() {
    story(Studio::sample(Api::V1_0_3), async |stage| all_accessible(stage, "dark").await);
}

async fn all_accessible(stage: &Stage, scheme: &str) {
    let window = stage.blank_window().await;
    window.prefer(scheme).await;
    for screen in screens(stage).await {
        visit(&window, &screen).await;
        window.is_accessible(&format!("{} in {scheme}", screen.path)).await;
    }
    window.open("/agents/harbour-hotels/main/deployments").await;
    for (opener, dialog) in [
        ("Publish…", "Publish the draft"),
        ("Discard…", "Discard the draft"),
        ("Promote to pre-release…", "Promote to pre-release"),
    ] {
        window.press(opener).await;
        window.find(Role::Heading, dialog).await;
        window.is_accessible(&format!("{dialog} in {scheme}")).await;
        window.press("Cancel").await;
    }
    window.open("/agents/harbour-hotels/main/behavior").await;
    BehaviorPage(&window).add_line("More.").await;
    window.sees("Unsaved").await;
    window.is_accessible(&format!("a behavior to be saved in {scheme}")).await;
    window.press("Branch: ").await;
    window.find(Role::Option, "summer-menu").await;
    window.is_accessible(&format!("the branch picker in {scheme}")).await;
    window.open("/agents").await;
    window.press("New agent").await;
    window.find(Role::Heading, "New agent").await;
    window.is_accessible(&format!("New agent in {scheme}")).await;
    window.press("Cancel").await;
    window.choose("Settings", "Disconnect").await;
    ConnectPage(&window).is_open().await;
    window.is_accessible(&format!("Connect in {scheme}")).await;
}

#[test]
fn an_agent_that_is_left_while_it_loads_does_no_harm() {
    story(Studio::sample(Api::V1_0_3), async |stage| {
        let window = stage.blank_window().await;
        for page in ["behavior", "topics", "variants", "branches", "deployments", "compare"] {
            window.open(&format!("/agents/harbour-hotels/main/{page}")).await;
            window.click(Role::Link, "All agents").await;
            window.find(Role::Link, "Northlight Energy").await;
        }
        // What was under way has arrived by then, at nobody.
        window.click(Role::Link, "Northlight Energy").await;
        window.find(Role::Textbox, "Behavior").await;
        assert_eq!(window.complaints().await, Vec::<String>::new());
    });
}
