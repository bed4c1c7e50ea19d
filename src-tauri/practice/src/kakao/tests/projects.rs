use super::*;

#[tokio::test]
async fn projects_are_those_of_the_user() {
    let session = Session::start().await;
    let (base, organization) = (session.cloud.base_url(), session.cloud.organization_id());
    let answer = session.get(&session.mine("projects")).await.good();
    let own = format!("{base}/v3/users/{}/projects", session.cloud.user_id());
    assert_eq!(
        answer["links"],
        json!({"self": own, "previous": null, "next": null})
    );
    let id = session.cloud.projects()[0].id.clone();
    assert_eq!(
        answer["projects"][0],
        json!({
            "id": id, "name": "practice-shop", "domain_id": organization,
            "description": "연습용 쇼핑몰", "enabled": true, "parent_id": organization,
            "is_domain": false, "tags": [], "options": {},
            "links": {"self": format!("{base}/v3/projects/{id}")},
        })
    );
    let names = async |query: &str| {
        let path = session.mine(&format!("projects{query}"));
        let answer = session.get(&path).await.good();
        let projects = list(&answer["projects"]).iter();
        let names: Vec<String> = projects.map(|one| text(&one["name"]).to_owned()).collect();
        names.join(" ")
    };
    assert_eq!(names("").await, "practice-shop practice-data practice-lab");
    assert_eq!(names("?name=practice-lab").await, "practice-lab");
    let lab = session.cloud.projects()[2].id.clone();
    session.cloud.set_member(&lab, false);
    assert_eq!(names("").await, "practice-shop practice-data");
    assert!(!session.cloud.projects()[2].member);
}

#[tokio::test]
async fn links_lead_nowhere() {
    let session = Session::start().await;
    let answer = session.get(&session.mine("projects")).await.good();
    let link = text(&answer["projects"][0]["links"]["self"]);
    let followed = session.client.get(link).send().await.unwrap();
    assert_eq!(followed.status(), 404);
}

#[tokio::test]
async fn paths_of_other_users_are_refused() {
    let session = Session::start().await;
    let other = "0".repeat(32);
    let refused =
        |action: &str| format!("You are not authorized to perform the requested action: {action}.");
    for (method, path, action) in [
        ("GET", "projects", "identity:list_user_projects"),
        (
            "GET",
            "application_credentials",
            "identity:list_application_credentials",
        ),
        (
            "POST",
            "application_credentials",
            "identity:create_application_credential",
        ),
        (
            "GET",
            "application_credentials/x",
            "identity:get_application_credential",
        ),
        (
            "DELETE",
            "application_credentials/x",
            "identity:delete_application_credential",
        ),
        ("GET", "credentials/OS-EC2", "identity:ec2_list_credentials"),
        (
            "POST",
            "credentials/OS-EC2",
            "identity:ec2_create_credential",
        ),
        ("GET", "credentials/OS-EC2/x", "identity:ec2_get_credential"),
        (
            "DELETE",
            "credentials/OS-EC2/x",
            "identity:ec2_delete_credential",
        ),
    ] {
        let path = format!("/users/{other}/{path}");
        let answer = session.send(method, &path, Value::Null).await;
        assert_eq!(answer.error(), (403, refused(action).as_str()));
        assert_eq!(answer.body["error"]["title"], "Forbidden");
    }
}
