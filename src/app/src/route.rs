//! Addresses of the app, both ways. The address is the first place for state: what it names can be
//! linked, and back and forward work.

use std::sync::OnceLock;

use model::{AgentId, BranchId, BranchRef, ReferenceKind, TopicId};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986, and the dot as well: servers take a last
/// segment with a dot for a file.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'~');

/// A place in the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// The start: leads to the agents, or to connecting.
    Home,
    /// Choosing where the API is.
    Connect,
    /// The agents of the workspace.
    Agents,
    /// What was typed in this browser and is not saved.
    Unsaved,
    /// A page of one agent, seen on one branch.
    Agent(BranchRef, Page),
    /// An address that leads nowhere.
    Unknown,
}

/// A page of an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// The behavior text.
    Behavior,
    /// Knowledge topics, with one of them open or not.
    Topics(TopicPlace),
    /// The grid of variants.
    Variants,
    /// The deployments timeline.
    Deployments,
    /// Comparing two versions.
    Compare,
    /// All branches.
    Branches,
}

/// What is open on the topics page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TopicPlace {
    /// Only the list.
    List,
    /// A topic that is not saved yet.
    New,
    /// One topic.
    Open(TopicId),
}

/// The segment of a topic that is not saved yet; `+` starts no identifier of the API.
const NEW: &str = "+new";

impl Page {
    /// The page that edits what a reference of a kind stands for, if there is one.
    pub(crate) fn of_kind(kind: ReferenceKind) -> Option<Self> {
        (kind == ReferenceKind::Attribute).then_some(Self::Variants)
    }

    /// The pages in the order of the navigation.
    pub(crate) const ALL: [Self; 6] = [
        Self::Behavior,
        Self::Topics(TopicPlace::List),
        Self::Variants,
        Self::Branches,
        Self::Deployments,
        Self::Compare,
    ];

    /// The name people read.
    pub(crate) fn label(&self) -> &'static str {
        match self {
            Self::Behavior => "Behavior",
            Self::Topics(_) => "Knowledge",
            Self::Variants => "Variants",
            Self::Deployments => "Deployments",
            Self::Compare => "Compare",
            Self::Branches => "Branches",
        }
    }

    /// The page with nothing open in it, which every agent has.
    pub(crate) fn start(self) -> Self {
        match self {
            Self::Topics(_) => Self::Topics(TopicPlace::List),
            page => page,
        }
    }

    /// Whether both are the same page, regardless of what is open in it.
    pub(crate) fn is_same_page(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    fn segments(&self) -> Vec<&str> {
        match self {
            Self::Behavior => vec!["behavior"],
            Self::Topics(TopicPlace::List) => vec!["topics"],
            Self::Topics(TopicPlace::New) => vec!["topics", NEW],
            Self::Topics(TopicPlace::Open(topic)) => vec!["topics", topic.as_str()],
            Self::Variants => vec!["variants"],
            Self::Deployments => vec!["deployments"],
            Self::Compare => vec!["compare"],
            Self::Branches => vec!["branches"],
        }
    }

    fn parse(segments: &[&str]) -> Option<Self> {
        Some(match segments {
            [] | ["behavior"] => Self::Behavior,
            ["topics"] => Self::Topics(TopicPlace::List),
            ["topics", NEW] => Self::Topics(TopicPlace::New),
            ["topics", topic] => Self::Topics(TopicPlace::Open(TopicId::new(*topic))),
            ["variants"] => Self::Variants,
            ["deployments"] => Self::Deployments,
            ["compare"] => Self::Compare,
            ["branches"] => Self::Branches,
            _ => return None,
        })
    }
}

impl Route {
    /// The place an address names. `path` is the part after the folder the page is served from.
    pub(crate) fn parse(path: &str) -> Self {
        let segments: Vec<String> = path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned())
            .collect();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        match segments.as_slice() {
            [] => Self::Home,
            ["connect"] => Self::Connect,
            ["agents"] => Self::Agents,
            ["unsaved"] => Self::Unsaved,
            ["agents", agent] => {
                Self::Agent(BranchRef::new(*agent, BranchId::main().as_str()), Page::Behavior)
            }
            ["agents", agent, branch, rest @ ..] => match Page::parse(rest) {
                Some(page) => Self::Agent(BranchRef::new(*agent, *branch), page),
                None => Self::Unknown,
            },
            _ => Self::Unknown,
        }
    }

    /// The address of a place, without the folder the page is served from.
    pub(crate) fn path(&self) -> String {
        let segments = match self {
            Self::Home | Self::Unknown => vec![],
            Self::Connect => vec!["connect"],
            Self::Agents => vec!["agents"],
            Self::Unsaved => vec!["unsaved"],
            Self::Agent(at, page) => {
                let mut segments = vec!["agents", at.agent.as_str(), at.branch.as_str()];
                segments.extend(page.segments());
                segments
            }
        };
        let mut path = String::new();
        for segment in segments {
            path.push('/');
            path.extend(utf8_percent_encode(segment, SEGMENT));
        }
        if path.is_empty() { "/".to_owned() } else { path }
    }

    /// The page of an agent on its `main` branch.
    pub(crate) fn of_agent(agent: &AgentId, page: Page) -> Self {
        Self::Agent(BranchRef { agent: agent.clone(), branch: BranchId::main() }, page)
    }
}

/// The folder the page is served from; set once at the start.
static BASE: OnceLock<String> = OnceLock::new();

/// Says which folder the page is served from. Only the first call counts.
pub(crate) fn serve_from(folder: String) {
    let _ = BASE.set(folder);
}

/// The folder the page is served from, without a slash at its end.
pub(crate) fn base() -> &'static str {
    BASE.get().map_or("", String::as_str)
}

/// The address of a place of the app, for links: a path behind the folder the page is served from.
pub(crate) fn href(path: &str) -> String {
    format!("{}{path}", base())
}

/// What stands under a name in what follows the question mark of an address.
pub(crate) fn query_value(query: &str, name: &str) -> Option<String> {
    let text = |part: &str| {
        let spaced = part.replace('+', " ");
        percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
    };
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (text(key) == name).then(|| text(value))
    })
}

/// What follows the question mark, with another value under a name; an empty one leaves it out.
pub(crate) fn with_query_value(query: &str, name: &str, value: &str) -> String {
    let is_named = |pair: &str| query_value(pair, name).is_some();
    let pair = format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC));
    let mut pairs: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty()).collect();
    match pairs.iter().position(|pair| is_named(pair)) {
        Some(place) => pairs[place] = &pair,
        None => pairs.push(&pair),
    }
    pairs.retain(|pair| !value.is_empty() || !is_named(pair));
    pairs.join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_to_its_place_and_back() {
        let at = |branch: &str, page| Route::Agent(BranchRef::new("harbour-hotels", branch), page);
        let table = [
            ("/", Route::Home),
            ("/connect", Route::Connect),
            ("/agents", Route::Agents),
            ("/unsaved", Route::Unsaved),
            ("/agents/harbour-hotels/main/behavior", at("main", Page::Behavior)),
            (
                "/agents/harbour-hotels/BRANCH-1/topics",
                at("BRANCH-1", Page::Topics(TopicPlace::List)),
            ),
            (
                "/agents/harbour-hotels/main/topics/%2Bnew",
                at("main", Page::Topics(TopicPlace::New)),
            ),
            (
                "/agents/harbour-hotels/main/topics/a%2Fb%20%C3%A9",
                at("main", Page::Topics(TopicPlace::Open("a/b é".into()))),
            ),
            ("/agents/harbour-hotels/main/variants", at("main", Page::Variants)),
            ("/agents/harbour-hotels/main/deployments", at("main", Page::Deployments)),
            ("/agents/harbour-hotels/main/compare", at("main", Page::Compare)),
            ("/agents/harbour-hotels/main/branches", at("main", Page::Branches)),
        ];
        for (path, route) in table {
            assert_eq!(Route::parse(path), route, "{path}");
            assert_eq!(route.path(), path);
        }
    }

    #[test]
    fn another_agent_opens_on_the_same_page_and_without_a_topic_that_it_has_not() {
        assert_eq!(
            Page::Topics(TopicPlace::Open("T-1".into())).start(),
            Page::Topics(TopicPlace::List)
        );
        assert_eq!(Page::Variants.start(), Page::Variants);
    }

    #[test]
    fn what_follows_the_question_mark_is_read_by_name() {
        let query = "old=version%3Aa91&new=file%3Aa%26b+c.json&change";
        let value = |name| query_value(query, name);
        assert_eq!(value("old").as_deref(), Some("version:a91"));
        assert_eq!(value("new").as_deref(), Some("file:a&b c.json"));
        assert_eq!(value("change").as_deref(), Some(""));
        assert_eq!(value("view"), None);
    }

    #[test]
    fn a_value_is_set_in_the_address_and_the_others_stay() {
        let query = with_query_value("search=old&environment=live", "search", "a&b +c ");
        assert_eq!(query, "search=a%26b%20%2Bc%20&environment=live");
        assert_eq!(query_value(&query, "search").as_deref(), Some("a&b +c "));
        assert_eq!(query_value(&query, "environment").as_deref(), Some("live"));
        assert_eq!(with_query_value(&query, "search", ""), "environment=live");
        assert_eq!(with_query_value("", "search", ""), "");
    }

    #[test]
    fn short_and_wrong_addresses_are_understood() {
        let behavior = Route::of_agent(&"a".into(), Page::Behavior);
        assert_eq!(Route::parse("/agents/a"), behavior);
        assert_eq!(Route::parse("/agents/a/main/"), behavior);
        assert_eq!(Route::parse("/agents/a/main/nothing"), Route::Unknown);
        assert_eq!(Route::parse("/what"), Route::Unknown);
    }
}
