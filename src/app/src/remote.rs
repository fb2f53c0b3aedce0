//! A value that has to be loaded: the state holds it, and parts show how it stands.

use client::ApiError;

use crate::text::as_message;

/// Why a value could not be loaded.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum LoadError {
    /// The API refused it, or gave no answer.
    Api(ApiError),
    /// There is no such thing, in a sentence; trying again does not help.
    NotFound(&'static str),
    /// A file of the page itself could not be fetched.
    Page,
}

impl From<ApiError> for LoadError {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

impl LoadError {
    /// Whether the API says that there is no such thing.
    pub(crate) fn is_not_found(&self) -> bool {
        matches!(self, Self::Api(error) if error.is_not_found())
    }

    /// What happened, in a sentence.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::Api(error) => as_message(&error.to_string()),
            Self::NotFound(text) => (*text).to_owned(),
            Self::Page => "A part of this page could not be fetched.".to_owned(),
        }
    }

    /// What a person can do next; empty where the message says it.
    pub(crate) fn advice(&self) -> String {
        match self {
            Self::Api(error) => error.advice_on_reading(),
            Self::NotFound(_) => String::new(),
            Self::Page => "Check the network, then try again.".to_owned(),
        }
    }

    /// The machine-readable code and the identifier of the request, for support.
    pub(crate) fn details(&self) -> Option<(String, Option<String>)> {
        let Self::Api(error) = self else { return None };
        let id = error.correlation_id().map(|id| format!("Request {id}"));
        (id.is_some() || !error.code().is_empty()).then(|| (error.code().to_owned(), id))
    }
}

/// How a value stands that has to be loaded.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Remote<T> {
    /// No response has arrived yet.
    Loading,
    /// It is there; it may be fetched again at the moment.
    Ready(T),
    /// It could not be loaded.
    Failed(LoadError),
}

/// What there is of a value, without the value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Extent {
    Empty,
    Filled,
}

impl<T> Remote<T> {
    /// The value, if it is there.
    pub(crate) fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(value) => Some(value),
            _ => None,
        }
    }

    /// How it stands, without the value: what shows it is drawn anew only when this changes.
    pub(crate) fn extent(&self, is_empty: impl Fn(&T) -> bool) -> Remote<Extent> {
        match self {
            Self::Loading => Remote::Loading,
            Self::Ready(value) if is_empty(value) => Remote::Ready(Extent::Empty),
            Self::Ready(_) => Remote::Ready(Extent::Filled),
            Self::Failed(error) => Remote::Failed(error.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use client::TransportError;

    use super::*;

    #[test]
    fn every_failure_says_what_happened_and_all_but_a_missing_thing_what_to_do() {
        let lost = LoadError::Api(ApiError::Unreachable(TransportError::Failed));
        assert_eq!(lost.message(), "The API could not be reached.");
        assert!(!lost.advice().is_empty() && !LoadError::Page.advice().is_empty());
        assert_eq!(LoadError::NotFound("Not there.").message(), "Not there.");
        assert_eq!(LoadError::NotFound("Not there.").advice(), "");
        assert_eq!(lost.details(), None);
    }

    #[test]
    fn an_extent_says_whether_there_is_anything_to_show() {
        let of = |remote: Remote<Vec<u8>>| remote.extent(Vec::is_empty);
        assert_eq!(of(Remote::Loading), Remote::Loading);
        assert_eq!(of(Remote::Ready(Vec::new())), Remote::Ready(Extent::Empty));
        assert_eq!(of(Remote::Ready(vec![1])), Remote::Ready(Extent::Filled));
        assert_eq!(of(Remote::Failed(LoadError::Page)), Remote::Failed(LoadError::Page));
    }
}
