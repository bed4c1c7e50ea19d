//! Sub accounts: the ones a key can be made for, new ones, and where their keys may be used from.

use keywright_core::error::FieldProblem;
use keywright_core::kind::KeyKind;
use keywright_core::model::{AccessRules, AccessSource};
use keywright_core::{ErrorCode, Outcome};
use keywright_practice::naver::{Call, Options, Policy, Trouble};
use serde_json::json;

use super::{Session, form};

fn rules(on: bool, sources: &[(&str, &str)]) -> AccessRules {
    let source = |(what, source): &(&str, &str)| AccessSource {
        what: (*what).to_owned(),
        source: (*source).to_owned(),
    };
    AccessRules {
        on,
        sources: sources.iter().map(source).collect(),
    }
}

#[tokio::test]
async fn every_account_can_be_chosen_and_those_without_use_say_why() {
    let session = Session::start().await;
    for number in 0..250 {
        session.cloud.add_sub_account(&format!("bot-{number}"), &[]);
    }
    let barred = session.cloud.sub_accounts()[120].id.clone();
    session.cloud.set_api_gateway_access(&barred, false);
    let groups = session.sub.options(&session.by).await.unwrap().groups;
    let shown = session.cloud.sub_accounts();
    assert_eq!(groups.len(), 250);
    for (choice, shown) in groups.iter().zip(&shown) {
        assert_eq!(choice.group.id, shown.id);
        assert_eq!(choice.group.login.as_ref(), Some(&shown.login_id));
        let problem = (shown.id == barred).then_some(ErrorCode::Forbidden);
        assert_eq!(choice.problem, problem);
    }
    assert_eq!(session.count("GET", "/sub-accounts"), 3);

    session.cloud.trouble(Trouble::OffsetIgnored);
    let groups = session.sub.options(&session.by).await.unwrap().groups;
    assert_eq!(groups.len(), 100);
    assert!(session.count("GET", "/sub-accounts") <= 6);
    session.cloud.trouble(Trouble::StaleList);
    session.cloud.add_sub_account("newest", &[]);
    let groups = session.sub.options(&session.by).await.unwrap().groups;
    assert_eq!(groups.len(), 250);
}

#[tokio::test]
async fn a_robot_account_is_made_without_a_console_and_its_password_is_let_go() {
    let session = Session::start().await;
    let memo = "가".repeat(100);
    let new = form(&[
        ("login_id", " report-bot "),
        ("name", "보고서 로봇"),
        ("memo", &memo),
    ]);
    let group = session.sub.create_group(&session.by, &new).await.unwrap();
    let shown = session.cloud.sub_accounts().remove(0);
    assert_eq!((&group.id, &group.name), (&shown.id, &shown.name));
    assert_eq!(group.login.as_deref(), Some("report-bot"));
    assert_eq!(shown.login_id, "report-bot");
    assert!(shown.active && shown.can_api_gateway_access);
    assert_eq!(shown.policies, []);
    assert_eq!(
        session.last("POST").body.unwrap(),
        json!({"loginId": "report-bot", "name": "보고서 로봇", "memo": memo, "canConsoleAccess": false,
            "canAPIGatewayAccess": true, "needPasswordReset": false, "needPasswordGenerate": true})
    );
    // It can be given a key at once, which may do nothing until somebody attaches a policy.
    let issued = session.issue_for(&group.id).await;
    let listed = session.sub.list(&session.by).await.unwrap();
    assert_eq!(listed[0].remote_id, issued.key.remote_id);
    assert_eq!(listed[0].group.as_ref(), Some(&group));
}

#[tokio::test]
async fn a_robot_account_that_cannot_be_is_told() {
    use FieldProblem::{Missing, TooLong, TooShort};
    let session = Session::with(Options {
        lessons: false,
        sub_account_quota: 1,
        ..Options::default()
    })
    .await;
    let (long, memo) = ("이".repeat(31), "가".repeat(101));
    for (login_id, name, memo, problem) in [
        ("", "name", "", Missing),
        ("bot", "n", "", TooShort),
        ("bot", long.as_str(), "", TooLong),
        // 300 bytes, not characters.
        ("bot", "name", memo.as_str(), TooLong),
    ] {
        let new = form(&[("login_id", login_id), ("name", name), ("memo", memo)]);
        let error = session
            .sub
            .create_group(&session.by, &new)
            .await
            .unwrap_err();
        assert_eq!(error.problem, Some(problem), "{login_id} {name}");
        assert_eq!(error.outcome, Outcome::Unsent);
    }
    assert!(session.cloud.ledger().is_empty());
    let new = |login_id: &str| form(&[("login_id", login_id), ("name", "name")]);
    let make = async |login_id: &str| {
        let made = session.sub.create_group(&session.by, &new(login_id)).await;
        made.map_err(|error| (error.code, error.outcome, error.detail.is_some()))
    };
    // No length of it is documented here: the cloud's own words are shown.
    let short = make("ab").await;
    assert_eq!(
        short.err(),
        Some((ErrorCode::Rejected, Outcome::Refused, true))
    );
    assert!(make("bot").await.is_ok());
    let taken = make("bot").await;
    assert_eq!(
        taken.err(),
        Some((ErrorCode::Conflict, Outcome::Refused, true))
    );
    let full = make("bot-2").await;
    assert_eq!(
        full.err(),
        Some((ErrorCode::Rejected, Outcome::Refused, true))
    );
    let (_, nobody) = session.robot("nobody", &[Policy::SubAccountViewer]);
    let made = session.sub.create_group(&nobody, &new("bot-3")).await;
    assert_eq!(made.unwrap_err().code, ErrorCode::Forbidden);
    assert_eq!(session.cloud.sub_accounts().len(), 2);
}

#[tokio::test]
async fn a_robot_account_is_asked_for_once_whatever_happens() {
    use ErrorCode as E;
    use Outcome::{Refused, Unknown};
    let throttled = Trouble::Throttled {
        code: 420,
        retry_after: None,
    };
    for (trouble, code, outcome, made) in [
        (Trouble::CutBefore, E::Interrupted, Unknown, false),
        (Trouble::CutAfterCreate, E::Interrupted, Unknown, true),
        (Trouble::CutMidAnswer, E::Interrupted, Unknown, true),
        (throttled, E::RateLimited, Refused, false),
        (
            Trouble::ServerErrorAfterCreate(500),
            E::ProviderDown,
            Unknown,
            true,
        ),
        (Trouble::QuotaFull, E::Rejected, Refused, false),
        (Trouble::ErrorInside200, E::Rejected, Unknown, false),
        (Trouble::NotJson, E::ProxyAnswer, Unknown, true),
        (Trouble::HugeBody, E::AnswerTooLarge, Unknown, true),
        (
            Trouble::LeaveOut("id".to_owned()),
            E::AnswerUnreadable,
            Unknown,
            true,
        ),
        (Trouble::Redirect, E::Redirected, Unknown, false),
    ] {
        let session = Session::start().await;
        session
            .cloud
            .trouble(trouble.clone().only(Call::CreateSubAccount));
        let new = form(&[("login_id", "bot"), ("name", "name")]);
        let error = session
            .sub
            .create_group(&session.by, &new)
            .await
            .unwrap_err();
        assert_eq!((error.code, error.outcome), (code, outcome), "{trouble:?}");
        assert_eq!(session.count("POST", "/sub-accounts"), 1, "{trouble:?}");
        assert_eq!(
            session.cloud.sub_accounts().len(),
            usize::from(made),
            "{trouble:?}"
        );
        let again = session.sub.create_group(&session.by, &new).await;
        // Its sign-in name is unique: a second one cannot come of a lost answer.
        if made {
            assert!(again.is_err(), "{trouble:?}");
        }
        assert!(session.cloud.sub_accounts().len() <= 1, "{trouble:?}");
    }
}

#[tokio::test]
async fn rules_are_read_replaced_and_come_back_as_they_were() {
    let session = Session::start().await;
    let account = session.cloud.add_sub_account("robot", &[]);
    let (by, sub) = (&session.by, &session.sub);
    assert_eq!(sub.rules(by, &account).await.unwrap(), rules(false, &[]));
    let many = rules(
        true,
        &[
            ("IP", "192.0.2.0/24"),
            ("IP", "198.51.100.7"),
            ("IP", "2001:db8::/32"),
            ("VPC", "1234"),
            ("VPC_SERVER", "1234"),
        ],
    );
    for set in [
        many.clone(),
        rules(true, &[("VPC", "7")]),
        AccessRules { on: false, ..many },
    ] {
        assert_eq!(sub.set_rules(by, &account, &set).await.unwrap(), set);
        assert_eq!(sub.rules(by, &account).await.unwrap(), set);
    }
    let puts = session.count("PUT", "/access-rules/api");
    // What cannot be is not sent; what only the cloud can tell comes back with its words.
    for (bad, problem) in [
        (rules(true, &[]), FieldProblem::EmptyList),
        (
            rules(true, &[("IP", "example.com")]),
            FieldProblem::NotAnAddress,
        ),
        (rules(true, &[("IP", "10.0.0.1/8")]), FieldProblem::HostBits),
        (rules(true, &[("COUNTRY", "KR")]), FieldProblem::NotAChoice),
    ] {
        let error = sub.set_rules(by, &account, &bad).await.unwrap_err();
        assert_eq!(
            (error.problem, error.outcome),
            (Some(problem), Outcome::Unsent)
        );
    }
    assert_eq!(session.count("PUT", "/access-rules/api"), puts);
    let word = rules(true, &[("VPC", "no-number")]);
    let error = sub.set_rules(by, &account, &word).await.unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Rejected, Outcome::Refused)
    );
    assert!(error.detail.unwrap().contains("invalid source"));
}

#[tokio::test]
async fn rules_are_sent_once_whatever_happens() {
    use ErrorCode as E;
    use Outcome::Unknown;
    let session = Session::start().await;
    let account = session.cloud.add_sub_account("robot", &[]);
    for (number, (trouble, code, done)) in [
        (Trouble::CutBefore, E::Interrupted, false),
        (Trouble::CutMidAnswer, E::Interrupted, true),
        (Trouble::ServerError(503), E::ProviderDown, false),
        (Trouble::ErrorInside200, E::Rejected, false),
        (Trouble::NotJson, E::ProxyAnswer, true),
    ]
    .into_iter()
    .enumerate()
    {
        let set = rules(true, &[("VPC", &number.to_string())]);
        session
            .cloud
            .trouble(trouble.clone().only(Call::UpdateAccessRule));
        let error = session.sub.set_rules(&session.by, &account, &set).await;
        let error = error.unwrap_err();
        assert_eq!((error.code, error.outcome), (code, Unknown), "{trouble:?}");
        assert_eq!(session.count("PUT", "/access-rules/api"), number + 1);
        let now = session.sub.rules(&session.by, &account).await.unwrap();
        assert_eq!(now == set, done, "{trouble:?}");
    }
}
