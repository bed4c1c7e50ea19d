//! What people note on keys, and lists they want to see again.

use super::fake::*;
use crate::error::{ErrorCode, FieldProblem};
use crate::model::*;

fn marks(tags: &[&str], memo: &str) -> Marks {
    Marks {
        tags: tags.iter().map(ToString::to_string).collect(),
        memo: memo.to_owned(),
        used_in: vec!["Grafana".to_owned()],
        pinned: true,
        replace_by: Some(jiff::civil::date(2027, 3, 1)),
    }
}

fn used_in(places: &[String]) -> Marks {
    Marks {
        used_in: places.to_vec(),
        ..Marks::default()
    }
}

#[tokio::test]
async fn marks_outlive_a_list_that_misses_the_key_and_a_restart() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    world.cloud.with(|cloud| {
        cloud.keys.push(remote("a", "one"));
        cloud.keys.push(remote("b", "two"));
    });
    let refresh = async || {
        let list = service.refresh_keys(RefreshKeys { account: None }).await;
        list.unwrap().keys
    };
    let key = refresh()
        .await
        .iter()
        .find(|k| k.remote_id == "a")
        .unwrap()
        .id;
    let ask = MarkKey {
        key,
        marks: marks(
            &["  shop ", "Shop", "two  words", ""],
            " who calls: 3rd floor \n",
        ),
    };
    let calls = world.cloud.with(|cloud| cloud.calls.len());
    let marked = service.mark_key(ask).await.unwrap();
    assert_eq!(
        marked.marks,
        marks(&["shop", "two words"], "who calls: 3rd floor")
    );
    assert_eq!(world.cloud.with(|cloud| cloud.calls.len()), calls);

    // Its secret is not here, so a list without it takes it out of the index.
    let gone = world.cloud.with(|cloud| cloud.keys.remove(0));
    assert!(refresh().await.iter().all(|key| key.remote_id == "b"));
    world.cloud.with(|cloud| cloud.keys.push(gone));
    let back = refresh().await.into_iter().find(|k| k.remote_id == "a");
    assert_eq!(back.unwrap().marks, marked.marks);
    let other = refresh().await.into_iter().find(|k| k.remote_id == "b");
    assert_eq!(other.unwrap().marks, Marks::default());

    drop(service);
    let service = world.service();
    let list = service.list_keys().await.unwrap().keys;
    let again = list.iter().find(|k| k.remote_id == "a").unwrap();
    assert_eq!(again.marks, marked.marks);

    let ask = AccountRef {
        account: account.id,
    };
    service.disconnect(ask).await.unwrap();
    assert!(service.list_keys().await.unwrap().keys.is_empty());
    world.connected(&service).await;
    let list = service.refresh_keys(RefreshKeys { account: None }).await;
    let anew = list.unwrap().keys;
    assert!(anew.iter().all(|key| key.marks == Marks::default()));
}

#[tokio::test]
async fn marks_stay_while_another_account_sees_the_key() {
    let world = World::new(&SPEC);
    let service = world.service();
    world.connected(&service).await;
    world.connected_with(&service, "OTHER").await;
    world
        .cloud
        .with(|cloud| cloud.keys.push(remote("a", "one")));
    let key = async || {
        let list = service.refresh_keys(RefreshKeys { account: None }).await;
        let mut keys = list.unwrap().keys.into_iter();
        keys.find(|key| key.remote_id == "a")
    };
    let seen = key().await.unwrap();
    let ask = MarkKey {
        key: seen.id,
        marks: marks(&["shop"], ""),
    };
    service.mark_key(ask).await.unwrap();
    let ask = AccountRef {
        account: seen.account,
    };
    service.disconnect(ask).await.unwrap();
    let left = key().await.unwrap();
    assert_ne!(left.account, seen.account);
    assert_eq!(left.marks, marks(&["shop"], ""));
}

#[tokio::test]
async fn several_keys_are_marked_together_or_not_at_all() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    let mut ids = Vec::new();
    for name in ["a", "b"] {
        ids.push(
            service
                .create_key(new_key(&account, name))
                .await
                .unwrap()
                .id,
        );
    }
    let change = |key, tags: &[&str]| MarkKey {
        key,
        marks: marks(tags, ""),
    };
    let tags = |list: &KeyList, id| {
        let key = list.keys.iter().find(|key| key.id == id).unwrap();
        key.marks.tags.clone()
    };
    let gone = KeyId(uuid::Uuid::new_v4());
    let ask = MarkKeys {
        changes: vec![
            change(ids[0], &[" shop "]),
            change(gone, &["shop"]),
            change(ids[1], &["ads"]),
        ],
    };
    let list = service.mark_keys(ask).await.unwrap();
    assert_eq!(tags(&list, ids[0]), ["shop"]);
    assert_eq!(tags(&list, ids[1]), ["ads"]);

    let ask = MarkKeys {
        changes: vec![change(ids[0], &[]), change(ids[1], &["a,b"])],
    };
    let error = service.mark_keys(ask).await.unwrap_err();
    assert_eq!(error.field.as_deref(), Some("tags"));
    let list = service.list_keys().await.unwrap();
    assert_eq!(tags(&list, ids[0]), ["shop"]);
}

#[tokio::test]
async fn marks_that_are_too_much_are_refused() {
    let world = World::new(&SPEC);
    let service = world.service();
    let account = world.connected(&service).await;
    let key = service.create_key(new_key(&account, "a")).await.unwrap().id;
    let eleven: Vec<String> = (0..11).map(|n| n.to_string()).collect();
    let eleven: Vec<&str> = eleven.iter().map(String::as_str).collect();
    for (marks, field, problem) in [
        (
            marks(&["x".repeat(31).as_str()], ""),
            "tags",
            FieldProblem::TooLong,
        ),
        (marks(&eleven, ""), "tags", FieldProblem::TooLong),
        (marks(&["a,b"], ""), "tags", FieldProblem::BadCharacter),
        (marks(&[], &"메".repeat(501)), "memo", FieldProblem::TooLong),
        (
            used_in(&["곳".repeat(81)]),
            "used_in",
            FieldProblem::TooLong,
        ),
        (
            used_in(&(0..21).map(|n| n.to_string()).collect::<Vec<_>>()),
            "used_in",
            FieldProblem::TooLong,
        ),
    ] {
        let error = service.mark_key(MarkKey { key, marks }).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::FieldInvalid);
        assert_eq!(
            (error.field.as_deref(), error.problem),
            (Some(field), Some(problem))
        );
    }
    let places = used_in(&[" Grafana ".into(), "grafana".into(), "3rd  floor".into()]);
    let ask = MarkKey { key, marks: places };
    let tidied = used_in(&["Grafana".into(), "3rd floor".into()]);
    assert_eq!(service.mark_key(ask).await.unwrap().marks, tidied);
    let full = marks(&["열자가안되는말"; 1], &"메".repeat(500));
    let ask = MarkKey {
        key,
        marks: full.clone(),
    };
    assert_eq!(service.mark_key(ask).await.unwrap().marks, full);
    let none = MarkKey {
        key,
        marks: Marks::default(),
    };
    assert_eq!(
        service.mark_key(none).await.unwrap().marks,
        Marks::default()
    );
}

#[tokio::test]
async fn lists_to_see_again_are_kept_with_the_settings() {
    let world = World::new(&SPEC);
    let service = world.service();
    let view = |name: &str| SavedView {
        name: name.to_owned(),
        query: "ㅋㄹ".to_owned(),
        sort: "name".to_owned(),
        filters: [("state".to_owned(), vec!["enabled".to_owned()])].into(),
    };
    let with = |views: Vec<SavedView>| Settings {
        views,
        ..Settings::default()
    };
    let good = with(vec![view("one"), view("둘")]);
    service.save_settings(good.clone()).await.unwrap();
    drop(service);
    let service = world.service();
    let state = service.app_state().await.unwrap();
    assert_eq!(state.settings.views, good.views);
    for (views, problem) in [
        (vec![view("one"), view("one")], FieldProblem::Duplicate),
        (vec![view(" ")], FieldProblem::Missing),
        (vec![view(&"x".repeat(41))], FieldProblem::TooLong),
        (
            (0..21).map(|n| view(&n.to_string())).collect(),
            FieldProblem::TooLong,
        ),
    ] {
        let error = service.save_settings(with(views)).await.unwrap_err();
        assert_eq!(error.problem, Some(problem));
    }
    assert_eq!(
        service.app_state().await.unwrap().settings.views,
        good.views
    );
}
