//! A server that is killed in the middle of writing loses nothing that it answered.

use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

use crate::process::{Server, call};

const ROUNDS: usize = 5;

#[cfg(unix)]
#[test]
fn sigterm_stops_the_server() {
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
        // A machine with much else to do takes longer to answer the first writes.
        while answered.lock().unwrap().len() < 2 * (round + 1) {
            std::thread::sleep(Duration::from_millis(10));
        }
        killed.store(true, Ordering::SeqCst);
        server.kill();
        for writer in writers {
            writer.join().unwrap();
        }
    }

    let mut server = Server::start(&data);
    let (status, list) = call(&server.address, "GET", topics, &Value::Null).unwrap();
    server.kill();
    assert_eq!(status, 200);
    let stored: Vec<_> =
        list.as_array().unwrap().iter().map(|topic| topic["name"].as_str().unwrap()).collect();
    let answered = answered.lock().unwrap();
    assert!(answered.len() > ROUNDS, "the rounds wrote something: {}", answered.len());
    for name in answered.iter() {
        assert!(stored.contains(&name.as_str()), "{name} was answered and is lost");
    }
}
