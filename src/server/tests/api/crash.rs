//! A server that is killed in the middle of writing loses nothing that it answered.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

use crate::studio::KEY;

const ROUNDS: usize = 5;

struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(data: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_studio-server"))
            .args(["serve", "--port", "0", "--key", KEY, "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").expect("the address").to_owned();
        Self { process, address }
    }
}

/// One call over a socket of its own; `None` when no whole answer came.
fn call(address: &str, method: &str, path: &str, body: &Value) -> Option<(u16, Value)> {
    let mut socket = TcpStream::connect(address).ok()?;
    socket.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    let body = body.to_string();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\nx-api-key: {KEY}\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    socket.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    socket.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, serde_json::from_str(body).unwrap_or(Value::Null)))
}

#[cfg(unix)]
#[test]
fn a_polite_request_to_stop_is_followed() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(&folder.path().join("studio.sqlite"));
    assert_eq!(call(&server.address, "GET", "/v1/agents", &Value::Null).unwrap().0, 200);
    let id = server.process.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert!(server.process.wait().unwrap().success());
}

#[test]
fn every_answered_write_survives_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("studio.sqlite");
    let topics = "/v1/agents/a/branches/main/knowledge-base/topics";
    let answered: Arc<Mutex<Vec<String>>> = Arc::default();

    for round in 0..ROUNDS {
        let mut server = Server::start(&data);
        if round == 0 {
            let agent = json!({"name": "A", "agentId": "a"});
            assert_eq!(call(&server.address, "POST", "/v1/agents", &agent).unwrap().0, 200);
        }
        let killed = Arc::new(AtomicBool::new(false));
        let writers: Vec<_> = (0..3)
            .map(|writer| {
                let (address, answered, killed) =
                    (server.address.clone(), Arc::clone(&answered), Arc::clone(&killed));
                std::thread::spawn(move || {
                    for n in 0.. {
                        let name = format!("{round}-{writer}-{n}");
                        let topic = json!({"name": name, "content": "x".repeat(500)});
                        match call(&address, "POST", topics, &topic) {
                            Some((201, _)) => answered.lock().unwrap().push(name),
                            other if killed.load(Ordering::SeqCst) => return drop(other),
                            other => panic!("{name}: {other:?}"),
                        }
                    }
                })
            })
            .collect();
        std::thread::sleep(Duration::from_millis(150 + 40 * round as u64));
        killed.store(true, Ordering::SeqCst);
        server.process.kill().unwrap();
        server.process.wait().unwrap();
        for writer in writers {
            writer.join().unwrap();
        }
    }

    let mut server = Server::start(&data);
    let (status, list) = call(&server.address, "GET", topics, &Value::Null).unwrap();
    server.process.kill().unwrap();
    server.process.wait().unwrap();
    assert_eq!(status, 200);
    let stored: Vec<_> =
        list.as_array().unwrap().iter().map(|topic| topic["name"].as_str().unwrap()).collect();
    let answered = answered.lock().unwrap();
    assert!(answered.len() > ROUNDS, "the rounds wrote something: {}", answered.len());
    for name in answered.iter() {
        assert!(stored.contains(&name.as_str()), "{name} was answered and is lost");
    }
}
