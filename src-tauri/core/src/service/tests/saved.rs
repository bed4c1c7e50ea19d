//! Files that the user asked for.

use super::fake::*;
use crate::error::ErrorCode;

#[tokio::test]
async fn saved_file_is_named_and_only_its_folder_opens() {
    let world = World::new(&SPEC);
    let service = world.service();
    let none = service.open_saved_folder().await.unwrap_err();
    assert_eq!(none.code, ErrorCode::Gone);

    let saved = service.save_file("list.csv", b"a,b").unwrap();
    assert_eq!(saved.name, "list.csv");
    assert_eq!(saved.folder, "/home/me/Downloads");
    let files = world.desktop.saved.lock().unwrap().clone();
    assert_eq!(files, [("list.csv".to_owned(), "a,b".to_owned())]);

    service.open_saved_folder().await.unwrap();
    assert_eq!(*world.desktop.opened.lock().unwrap(), [saved.folder]);
}
