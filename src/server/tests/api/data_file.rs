//! One process uses a data file at a time.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::process::{PROGRAM, Server, call};

/// Runs the program to its end, which has to be a refusal, and returns its message.
#[track_caller]
fn refused(arguments: &[&str], data: &Path) -> String {
    let Output { status, stderr, .. } =
        Command::new(PROGRAM).args(arguments).arg("--data").arg(data).output().unwrap();
    assert!(!status.success(), "{arguments:?}");
    String::from_utf8(stderr).unwrap()
}

fn add_agent(server: &Server, id: &str) {
    let agent = json!({"name": "A", "agentId": id});
    assert_eq!(call(&server.address, "POST", "/v1/agents", &agent).unwrap().0, 200);
}

fn agents(server: &Server) -> usize {
    let (status, list) = call(&server.address, "GET", "/v1/agents", &Value::Null).unwrap();
    assert_eq!(status, 200);
    list.as_array().unwrap().len()
}

#[test]
fn a_second_server_on_a_data_file_is_refused_and_takes_nothing_from_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("studio.sqlite");
    let mut first = Server::start(&data);
    add_agent(&first, "before");
    for arguments in [&["--port", "0"][..], &["--port", "0", "--fresh"]] {
        let message = refused(arguments, &data);
        for part in [data.to_str().unwrap(), "in use", "stop that one", "--data", "--port"] {
            assert!(message.contains(part), "{message}");
        }
    }
    add_agent(&first, "after");
    first.kill();

    let mut again = Server::start(&data);
    assert_eq!(agents(&again), 2);
    again.kill();
}

#[test]
fn fresh_begins_again_and_its_data_file_is_locked() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("studio.sqlite");
    let mut first = Server::start(&data);
    add_agent(&first, "a");
    first.kill();

    let mut fresh = Server::start_with(&data, &["--fresh"]);
    assert_eq!(agents(&fresh), 0);
    assert!(refused(&["--port", "0", "--fresh"], &data).contains("in use"));
    fresh.kill();
}

#[test]
fn fresh_deletes_nothing_when_the_port_is_in_use() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("studio.sqlite");
    let mut first = Server::start(&data);
    add_agent(&first, "a");
    first.kill();

    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let message = refused(&["--fresh", "--port", &port], &data);
    assert!(message.contains("choose another --port"), "{message}");

    let mut again = Server::start(&data);
    assert_eq!(agents(&again), 1);
    again.kill();
}

#[test]
fn an_import_into_a_data_file_in_use_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("studio.sqlite");
    let projection = folder.path().join("a.json");
    fs::write(&projection, "{}").unwrap();
    let mut server = Server::start(&data);
    let import = ["import", "--agent", "A", projection.to_str().unwrap()];
    assert!(refused(&import, &data).contains("in use"));
    assert_eq!(agents(&server), 0);
    server.kill();

    let import = Command::new(PROGRAM).args(import).arg("--data").arg(&data).output().unwrap();
    assert!(import.status.success(), "{import:?}");
}
