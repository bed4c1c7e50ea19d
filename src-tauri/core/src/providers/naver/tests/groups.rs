//! New sub accounts, and where keys of one may be used from.

use serde_json::{Value, json};

use super::{Cloud, SUB, form};
use crate::error::{FieldProblem, Outcome};
use crate::kind::KeyKind;
use crate::model::{AccessRules, AccessSource};

#[tokio::test]
async fn a_new_account_uses_keys_only() {
    let new = form(&[
        ("login_id", " report-bot "),
        ("name", "보고서 로봇"),
        ("memo", ""),
    ]);
    let cloud = Cloud::saying(
        200,
        json!({"success": true, "id": SUB, "generatedPassword": "unread"}),
    )
    .await;
    let group = Cloud::sub_account_keys()
        .create_group(&cloud.by, &new)
        .await
        .unwrap();
    assert_eq!(
        (group.id.as_str(), group.login.as_deref()),
        (SUB, Some("report-bot"))
    );
    let asked = &cloud.asked()[0];
    assert_eq!(asked.line, "POST /api/v1/sub-accounts");
    assert_eq!(
        serde_json::from_str::<Value>(&asked.body).unwrap(),
        json!({"loginId": "report-bot", "name": "보고서 로봇", "canConsoleAccess": false,
            "canAPIGatewayAccess": true, "needPasswordReset": false, "needPasswordGenerate": true})
    );
    for body in [
        json!({"success": true, "generatedPassword": "Made-Up-1!"}),
        json!({"id": "../x", "generatedPassword": "Made-Up-1!"}),
        json!({"success": false, "id": SUB, "generatedPassword": "Made-Up-1!"}),
    ] {
        let cloud = Cloud::saying(200, &body).await;
        let error = Cloud::sub_account_keys()
            .create_group(&cloud.by, &new)
            .await
            .unwrap_err();
        assert_eq!(error.outcome, Outcome::Unknown, "{body}");
        // The generated password is a secret that nothing keeps.
        assert!(!format!("{error:?}").contains("Made-Up-1!"), "{body}");
    }
}

#[tokio::test]
async fn rules_are_read_and_replaced() {
    let sent = json!({"useApiAllowSource": true, "apiAllowSources": [
        {"type": "IP", "source": "192.0.2.0/24"}, {"type": "VPC", "source": "1234"}]});
    let kind = Cloud::sub_account_keys();
    let cloud = Cloud::saying(200, &sent).await;
    let rules = kind.rules(&cloud.by, SUB).await.unwrap();
    assert!(rules.on && rules.sources.len() == 2);
    assert_eq!(
        cloud.lines(),
        [format!("GET /api/v1/sub-accounts/{SUB}/access-rules/api")]
    );
    let cloud = Cloud::saying(200, json!({"success": true})).await;
    assert_eq!(kind.set_rules(&cloud.by, SUB, &rules).await.unwrap(), rules);
    assert_eq!(
        cloud.lines(),
        [format!("PUT /api/v1/sub-accounts/{SUB}/access-rules/api")]
    );
    assert_eq!(
        serde_json::from_str::<Value>(&cloud.asked()[0].body).unwrap(),
        sent
    );
    // A place that cannot be read would be lost when the rules are written again.
    for body in [
        json!({}),
        json!({"useApiAllowSource": true, "apiAllowSources": [{"type": "IP"}]}),
    ] {
        let cloud = Cloud::saying(200, &body).await;
        assert!(kind.rules(&cloud.by, SUB).await.is_err(), "{body}");
    }
}

#[tokio::test]
async fn rules_that_cannot_be_are_not_sent() {
    use FieldProblem::*;
    let cloud = Cloud::saying(200, "{}").await;
    let one = |what: &str, source: &str| AccessSource {
        what: what.into(),
        source: source.into(),
    };
    for (sources, problem) in [
        (vec![], Some(EmptyList)),
        (vec![one("IP", "example.com")], Some(NotAnAddress)),
        (vec![one("IP", "")], Some(NotAnAddress)),
        (vec![one("IP", "10.0.0.1/24")], Some(HostBits)),
        (
            vec![one("IP", "10.0.0.1"), one("IP", "10.0.0.1/32")],
            Some(Duplicate),
        ),
        (vec![one("VPC", "")], Some(Missing)),
        (vec![one("VPC", "a b")], Some(BadCharacter)),
        (vec![one("VPC_SERVER", &"1".repeat(101))], Some(TooLong)),
        (vec![one("VPC", "1"), one("VPC", " 1 ")], Some(Duplicate)),
        (vec![one("COUNTRY", "KR")], Some(NotAChoice)),
        (
            vec![
                one("VPC", "1"),
                one("VPC_SERVER", "1"),
                one("IP", " 2001:db8::/32 "),
            ],
            None,
        ),
    ] {
        let rules = AccessRules { on: true, sources };
        let error = Cloud::sub_account_keys()
            .set_rules(&cloud.by, SUB, &rules)
            .await
            .err();
        assert_eq!(error.and_then(|error| error.problem), problem, "{rules:?}");
    }
    assert_eq!(cloud.lines().len(), 1);
    let off = AccessRules {
        on: false,
        sources: vec![],
    };
    assert!(
        Cloud::sub_account_keys()
            .set_rules(&cloud.by, SUB, &off)
            .await
            .is_ok()
    );
}
