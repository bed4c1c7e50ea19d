//! API Gateway keys: made, listed, read again, and what they are subscribed to.

use keywright_core::error::FieldProblem;
use keywright_core::kind::KeyKind;
use keywright_core::model::{KeyState, LastUsed, SubscriptionState};
use keywright_core::{ErrorCode, Outcome};
use keywright_practice::naver::{Call, Options, SubscriptionStatus, Trouble};

use super::{Session, form, ids, issued, open};

#[tokio::test]
async fn an_issued_key_is_there_with_both_its_values() {
    let session = Session::start().await;
    let twenty = "열".repeat(20);
    for (name, description, note) in [
        (
            "날씨 위젯",
            "쇼핑몰 첫 화면의 날씨 🌦",
            Some("쇼핑몰 첫 화면의 날씨 🌦"),
        ),
        (" shop-weather ", "", None),
        (twenty.as_str(), "  ", None),
        ("{\"a\": '\\n'}", "a\"b\\c", Some("a\"b\\c")),
    ] {
        let issued = session.issue(name, description).await;
        assert_eq!(issued.key.name, name.trim());
        assert_eq!(issued.key.note.as_deref(), note);
        assert_eq!(issued.key.state, KeyState::Enabled);
        let shown = session.cloud.api_keys();
        let shown = shown.last().unwrap();
        assert_eq!(
            (shown.id.as_str(), shown.name.as_str()),
            (issued.key.remote_id.as_str(), name.trim())
        );
        assert_eq!(shown.description.as_deref(), note);
        // Read again it is the same key, values and all.
        let id = issued.key.remote_id.clone();
        let again = session.gateway.reread(&session.by, &id).await.unwrap();
        assert_eq!(again.key, issued.key);
        for field in ["primary_key", "secondary_key"] {
            assert_eq!(open(&again.fields, field), open(&issued.fields, field));
        }
        let primary = open(&issued.fields, "primary_key");
        assert_eq!(issued.key.ends_with.as_deref(), Some(&primary[36..]));
        assert_ne!(primary, open(&issued.fields, "secondary_key"));
        let kept = session.kept(issued);
        let proven = session.gateway.prove(&kept, Some(&session.by)).await;
        assert_eq!(proven.unwrap().own_key, Some(id));
    }
    assert_eq!(session.cloud.creates(), 4);
    assert_eq!(session.count("POST", "/api-keys"), 4);
    // A name may be there twice: nothing says that it must not.
    session.issue("날씨 위젯", "").await;
    assert_eq!(session.cloud.api_keys().len(), 5);
}

#[tokio::test]
async fn a_form_that_cannot_be_right_sends_nothing() {
    use FieldProblem::{BadCharacter, Missing, TooLong};
    let session = Session::start().await;
    let (long, longer) = ("k".repeat(21), "열".repeat(21));
    let fifty_one = "d".repeat(51);
    for (name, description, field, problem) in [
        (long.as_str(), "", "name", TooLong),
        (longer.as_str(), "", "name", TooLong),
        ("", "", "name", Missing),
        ("   ", "", "name", Missing),
        ("a\nb", "", "name", BadCharacter),
        ("fine", fifty_one.as_str(), "description", TooLong),
    ] {
        let new = form(&[("name", name), ("description", description)]);
        let error = session.gateway.check_new(&new, false).unwrap_err();
        assert_eq!(error.field.as_deref(), Some(field), "{name:?}");
        assert_eq!(error.problem, Some(problem), "{name:?}");
        let error = session.gateway.create(&session.by, &new, None).await.err();
        let error = error.unwrap();
        let told = (error.code, error.outcome);
        assert_eq!(told, (ErrorCode::FieldInvalid, Outcome::Unsent));
    }
    assert!(session.cloud.ledger().is_empty());
    session.issue(&"k".repeat(20), &"d".repeat(50)).await;
}

#[tokio::test]
async fn every_page_is_read() {
    for (page_limit, pages) in [(100, 3), (7, 36), (1000, 3)] {
        let session = Session::with(Options {
            seed_api_keys: 250,
            page_limit,
            ..Options::default()
        })
        .await;
        let keys = session.gateway.list(&session.by).await.unwrap();
        let shown = session.cloud.api_keys();
        assert_eq!(keys.len(), 252);
        for (key, shown) in keys.iter().zip(shown) {
            assert_eq!(
                (&key.remote_id, &key.name, &key.note),
                (&shown.id, &shown.name, &shown.description)
            );
            // A list has no values, and no times but that of the last change.
            assert_eq!((&key.ends_with, key.created_at), (&None, None));
            assert_eq!(key.last_used, LastUsed::Unknown);
        }
        assert_eq!(session.count("GET", "/api-keys"), pages, "{page_limit}");
    }
}

#[tokio::test]
async fn a_list_whose_offset_is_ignored_ends() {
    let session = Session::with(Options {
        seed_api_keys: 120,
        ..Options::default()
    })
    .await;
    session.cloud.trouble(Trouble::OffsetIgnored);
    let keys = session.gateway.list(&session.by).await.unwrap();
    assert_eq!(keys.len(), 100);
    assert!(session.count("GET", "/api-keys") <= 3);
}

#[tokio::test]
async fn a_key_that_the_list_does_not_show_yet_can_be_read() {
    let session = Session::start().await;
    let old = session.issue("old", "").await.key.remote_id;
    session.cloud.trouble(Trouble::StaleList);
    let new = session.issue("new", "").await.key.remote_id;
    let listed = session.gateway.list(&session.by).await.unwrap();
    assert_eq!(ids(&listed), [old.as_str()]);
    assert!(session.gateway.reread(&session.by, &new).await.is_ok());
    session.cloud.trouble(Trouble::None);
    let listed = session.gateway.list(&session.by).await.unwrap();
    assert_eq!(ids(&listed), [old, new]);
}

#[tokio::test]
async fn the_last_key_is_told_in_the_clouds_words() {
    let session = Session::with(Options {
        lessons: false,
        api_key_quota: 1,
        ..Options::default()
    })
    .await;
    session.issue("first", "").await;
    let new = form(&[("name", "second")]);
    let error = issued(&session.gateway, &session.by, &new)
        .await
        .err()
        .unwrap();
    // No code is documented for it: what the cloud says is shown.
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Rejected, Outcome::Refused)
    );
    assert!(error.detail.unwrap().contains("limit"));
    assert_eq!(session.cloud.creates(), 2);
}

#[tokio::test]
async fn a_subscription_begins_stands_and_ends() {
    use SubscriptionState::{Accepted, Requested};
    let session = Session::start().await;
    let key = session.issue("subscriber", "").await.key.remote_id;
    let products = session.cloud.product_ids();
    let (own, weather) = (products[0].as_str(), products[1].as_str());
    let by = &session.by;
    let all = async || session.gateway.subscriptions(by, &key).await.unwrap();
    assert!(all().await.is_empty());
    session
        .gateway
        .subscribe(by, &key, own, true)
        .await
        .unwrap();
    session
        .gateway
        .subscribe(by, &key, weather, true)
        .await
        .unwrap();
    let seen = all().await;
    assert_eq!(
        (seen[0].product.as_str(), seen[0].state, seen[0].own),
        (own, Accepted, true)
    );
    assert_eq!(seen[0].name, "shop-orders");
    let stages = ["orders / v1", "orders / beta", "stock / v1"];
    assert_eq!(seen[0].stages.as_deref().unwrap(), stages);
    assert_eq!((seen[1].state, seen[1].own), (Requested, false));
    assert_eq!(seen[1].name, "오늘의 날씨");
    // The list of stages is a nicety: without it the subscriptions stand all the same.
    session
        .cloud
        .trouble(Trouble::ServerError(500).only(Call::ReadSubscription));
    let seen = all().await;
    assert_eq!(seen.len(), 2);
    assert!(seen.iter().all(|one| one.stages.is_none()));
    session.cloud.trouble(Trouble::None);

    let again = session.gateway.subscribe(by, &key, own, true).await;
    let error = again.unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Rejected, Outcome::Refused)
    );
    session
        .gateway
        .subscribe(by, &key, own, false)
        .await
        .unwrap();
    let gone = session.gateway.subscribe(by, &key, own, false).await;
    assert_eq!(gone.unwrap_err().code, ErrorCode::NotFound);
    let none = session
        .gateway
        .subscribe(by, &key, "nosuchprod", true)
        .await;
    assert_eq!(none.unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(all().await.len(), 1);
}

#[tokio::test]
async fn every_standing_of_a_subscription_is_understood() {
    use SubscriptionState as S;
    use SubscriptionStatus as C;
    let session = Session::with(Options {
        lessons: false,
        page_limit: 1,
        ..Options::default()
    })
    .await;
    let key = session.cloud.add_api_key("subscriber");
    let products = session.cloud.product_ids();
    for (status, state) in [
        (C::Request, S::Requested),
        (C::Accepted, S::Accepted),
        (C::Deny, S::Denied),
        (C::Rejected, S::Denied),
        (C::BlockedRequest, S::Blocked),
    ] {
        for product in &products {
            assert!(session.cloud.set_subscription(&key, product, status));
        }
        let seen = session
            .gateway
            .subscriptions(&session.by, &key)
            .await
            .unwrap();
        assert_eq!(seen.len(), 2);
        assert!(seen.iter().all(|one| one.state == state), "{status:?}");
    }
}
