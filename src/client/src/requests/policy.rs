//! The rules: how long a request may take, and what follows from an answer.

use core::time::Duration;

use crate::endpoint;
use crate::transport::{Method, Request, Response, TransportError};

/// How often a request is sent at most.
const MOST_TRIES: u32 = 3;
/// The upper end of the first pause; it doubles with each.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// The longest pause that the API can ask for without anybody being told.
const LONGEST_PAUSE: Duration = Duration::from_secs(20);

/// Requests by how long they may take and what it means to send one twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Read,
    /// The whole content of a branch or version, some megabytes.
    File,
    Write,
    /// Publishing, promoting, rolling back, merging and syncing.
    Release,
}

impl Kind {
    pub(super) fn of(request: &Request) -> Self {
        match request.method {
            Method::Get if endpoint::is_content(&request.url) => Self::File,
            Method::Get => Self::Read,
            Method::Post if endpoint::is_release(&request.url) => Self::Release,
            _ => Self::Write,
        }
    }

    pub(super) fn is_write(self) -> bool {
        matches!(self, Self::Write | Self::Release)
    }

    /// How long an answer may take.
    pub(super) fn limit(self) -> Duration {
        Duration::from_secs(match self {
            Self::Read => 20,
            Self::Write => 30,
            Self::File => 60,
            Self::Release => 120,
        })
    }
}

/// What follows from an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Next {
    /// It is final.
    Give,
    /// The request is sent again after a pause.
    Again(Duration),
    /// The request is sent again with another key.
    AskForKey,
}

/// What follows from an answer after so many tries. `random` spreads the pauses of many pages
/// evenly over the whole time ("full jitter"), so that they do not all come back at once.
pub(super) fn next(
    kind: Kind,
    answer: &Result<Response, TransportError>,
    tries: u32,
    random: f64,
) -> Next {
    let pause = (FIRST_PAUSE * 2_u32.pow(tries.min(8) - 1)).mul_f64(random);
    let (is_worth_it, pause) = match answer {
        Ok(response) => match (response.status, response.retry_after) {
            (401, _) => return Next::AskForKey,
            // The API turns such a request away before it acts on it.
            (429, None) => (true, pause),
            (429, Some(seconds)) => (true, pause + Duration::from_secs(seconds.into())),
            (500 | 502..=504, after) => {
                let after = Duration::from_secs(after.unwrap_or_default().into());
                (!kind.is_write(), pause + after)
            }
            _ => (false, pause),
        },
        Err(TransportError::Failed) => (!kind.is_write(), pause),
        // It never left the machine.
        Err(TransportError::Offline) => (true, pause),
        // After a time-out a person has waited long enough.
        Err(_) => (false, pause),
    };
    if is_worth_it && tries < MOST_TRIES && pause <= LONGEST_PAUSE {
        Next::Again(pause)
    } else {
        Next::Give
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(method: Method, url: &str) -> Request {
        Request { method, url: url.to_owned(), headers: Vec::new(), body: None }
    }

    fn status(status: u16, retry_after: Option<u32>) -> Result<Response, TransportError> {
        Ok(Response { status, retry_after, ..Response::default() })
    }

    #[test]
    fn each_kind_of_request_has_its_own_time() {
        let branch = "https://api/v1/agents/a/branches/b";
        let kind = |method, rest: &str| Kind::of(&request(method, &format!("{branch}{rest}")));
        assert_eq!(kind(Method::Get, "/behavior"), Kind::Read);
        assert_eq!(kind(Method::Patch, "/behavior"), Kind::Write);
        assert_eq!(kind(Method::Post, "/merge"), Kind::Release);
        assert_eq!(kind(Method::Get, "/projection"), Kind::File);
        assert_eq!(kind(Method::Get, "/projection?atSequence=4"), Kind::File);
        let deployments = "/v1/agents/a/deployments";
        for act in ["publish", "D-1/promote", "D-1/rollback"] {
            let one = request(Method::Post, &format!("{deployments}/{act}"));
            assert_eq!(Kind::of(&one), Kind::Release, "{act}");
        }
        assert_eq!(Kind::of(&request(Method::Get, deployments)), Kind::Read);
        assert!(Kind::Release.limit() > Kind::File.limit());
        assert!(Kind::Write.limit() > Kind::Read.limit());
    }

    #[test]
    fn reads_are_sent_again_after_a_pause_that_grows_and_not_for_ever() {
        for failure in [Err(TransportError::Failed), status(500, None), status(503, None)] {
            assert_eq!(next(Kind::Read, &failure, 1, 1.0), Next::Again(FIRST_PAUSE));
            assert_eq!(next(Kind::Read, &failure, 2, 1.0), Next::Again(FIRST_PAUSE * 2));
            assert_eq!(next(Kind::Read, &failure, 2, 0.5), Next::Again(FIRST_PAUSE));
            assert_eq!(next(Kind::Read, &failure, 3, 1.0), Next::Give);
        }
    }

    #[test]
    fn a_write_is_sent_again_only_when_it_certainly_did_not_happen() {
        let uncertain = [
            Err(TransportError::Failed),
            Err(TransportError::Timeout),
            Err(TransportError::Aborted),
            status(500, None),
            status(502, None),
            status(503, Some(1)),
        ];
        for kind in [Kind::Write, Kind::Release] {
            for answer in &uncertain {
                assert_eq!(next(kind, answer, 1, 1.0), Next::Give, "{answer:?}");
            }
            assert_eq!(next(kind, &status(429, None), 1, 1.0), Next::Again(FIRST_PAUSE));
            let offline = Err(TransportError::Offline);
            assert_eq!(next(kind, &offline, 1, 1.0), Next::Again(FIRST_PAUSE));
            assert_eq!(next(kind, &status(401, None), 1, 1.0), Next::AskForKey);
        }
    }

    #[test]
    fn a_refusal_is_final() {
        for refusal in [200, 204, 400, 403, 404, 409, 412, 422, 501] {
            assert_eq!(next(Kind::Read, &status(refusal, None), 1, 0.0), Next::Give, "{refusal}");
        }
        assert_eq!(next(Kind::Read, &Err(TransportError::Redirected), 1, 0.0), Next::Give);
    }

    #[test]
    fn the_pause_that_the_api_asks_for_is_kept_unless_it_is_too_long_to_wait_without_a_word() {
        let after = |seconds| next(Kind::Write, &status(429, Some(seconds)), 1, 0.0);
        assert_eq!(after(7), Next::Again(Duration::from_secs(7)));
        assert_eq!(after(600), Next::Give);
    }
}
