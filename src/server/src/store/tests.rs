//! Data files: what is stored in them, and which are refused.

use super::migrations::MIGRATIONS;
use super::*;

mod concurrent;
mod content;

#[test]
fn a_reopened_file_has_the_same_key_and_account() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("studio.sqlite");
    let read = || {
        let store = Store::open(&path).unwrap();
        (store.key().unwrap(), store.account().unwrap())
    };
    let first = read();
    assert_eq!(read(), first);
    assert!(first.0.len() > 32 && first.1.starts_with("ws-"), "{first:?}");
}

#[test]
fn a_file_of_the_first_version_is_brought_up_to_date_with_what_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("studio.sqlite");
    let old = Connection::open(&path).unwrap();
    old.execute_batch(MIGRATIONS[0]).unwrap();
    old.execute_batch(
        "INSERT INTO setting VALUES ('account', 'ws-1');
         PRAGMA application_id = 0x53545544; PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(old);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.account().unwrap(), "ws-1");
    assert_eq!(store.read(alert_rules::list).unwrap(), []);
    assert_eq!(store.read(webhook_endpoints::list).unwrap(), []);
}

#[test]
fn a_file_of_a_newer_version_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("studio.sqlite");
    drop(Store::open(&path).unwrap());
    let newer = MIGRATIONS.len() + 1;
    Connection::open(&path).unwrap().pragma_update(None, "user_version", newer).unwrap();
    assert!(matches!(Store::open(&path), Err(OpenError::Newer(_))));
}

#[test]
fn a_database_of_another_program_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.sqlite");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE theirs (a)").unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(Store::open(&path), Err(OpenError::Foreign(_))));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    std::fs::write(&path, "not a database, but long enough to be looked at as one").unwrap();
    assert!(matches!(Store::open(&path), Err(OpenError::Sqlite(..))));
    assert_eq!(std::fs::read(&path).unwrap().len(), 54);
}

#[test]
fn a_refused_write_leaves_nothing_behind() {
    let store = Store::memory().unwrap();
    let refused = store.write(|tx| {
        tx.execute("INSERT INTO setting VALUES ('a', 'b')", [])?;
        Err::<(), _>(Refusal::MainIsReadOnly)
    });
    assert!(refused.is_err());
    let found =
        store.read(|tx| Ok(tx.prepare("SELECT 1 FROM setting WHERE name = 'a'")?.exists([])?));
    assert!(!found.unwrap());
}

#[test]
fn a_file_is_open_once_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("studio.sqlite");
    let store = Store::open(&path).unwrap();
    let clone = store.clone();
    drop(store);
    let refused = Store::open(&path).unwrap_err();
    assert!(matches!(refused, OpenError::InUse(_)), "{refused}");
    drop(clone);
    Store::open(&path).unwrap();
}

#[cfg(unix)]
#[test]
fn another_name_of_a_file_in_use_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (path, link) = (folder.path().join("studio.sqlite"), folder.path().join("link.sqlite"));
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let _store = Store::open(&path).unwrap();
    assert!(matches!(Store::open(&link), Err(OpenError::InUse(_))));
}

#[test]
fn deleting_the_data_keeps_the_lock() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("studio.sqlite");
    let key = Store::open(&path).unwrap().key().unwrap();
    let file = DataFile::lock(&path).unwrap();
    file.delete().unwrap();
    assert!(!path.exists());
    assert!(matches!(Store::open(&path), Err(OpenError::InUse(_))));
    let store = Store::open_locked(file).unwrap();
    assert_ne!(store.key().unwrap(), key);
    assert!(matches!(Store::open(&path), Err(OpenError::InUse(_))));
}

#[test]
fn a_database_of_another_program_is_not_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.sqlite");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE theirs (a)").unwrap();
    let refused = DataFile::lock(&path).unwrap().delete();
    assert!(matches!(refused, Err(OpenError::Foreign(_))));
    assert!(path.exists());
}
