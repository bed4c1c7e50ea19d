//! What is done past the API of access keys: as the administrator, or as a user in the cloud's console.

use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result};
use reqwest::Method;
use serde_json::{Value, json};

use super::{
    AccessKey, DOMAIN, Keystone, MEMBER, Member, NewAccessKey, Project, Scope, User, key_login,
    password_login,
};

impl Keystone {
    /// What the administrator may do, and what has to succeed.
    async fn admin(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Value> {
        let answer = self.send(method.clone(), path, Some(&self.admin_token), body);
        let answer = answer.await?.done();
        Ok(answer.with_context(|| format!("{method} {path}"))?.body)
    }

    /// Makes a user without any role.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn user(&self) -> Result<User> {
        let number = next();
        let name = format!("made-up-{number}@keywright.example");
        let password = format!("made-up-password-{number}");
        let body = json!({"user": {"name": name, "password": password, "domain_id": DOMAIN}});
        let made = self.admin(Method::POST, "/users", Some(&body)).await?;
        let id = text(&made["user"]["id"])?;
        Ok(User { id, name, password })
    }

    /// Makes a project without any member.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn project(&self) -> Result<Project> {
        self.project_named(&format!("made-up-project-{}", next()))
            .await
    }

    /// Makes a project of this name. On KT Cloud's D platform it is that of its user.
    ///
    /// # Errors
    /// When there is one of this name already.
    pub async fn project_named(&self, name: &str) -> Result<Project> {
        let body = json!({"project": {"name": name, "domain_id": DOMAIN}});
        let made = self.admin(Method::POST, "/projects", Some(&body)).await?;
        Ok(Project {
            id: text(&made["project"]["id"])?,
            name: name.to_owned(),
        })
    }

    /// Makes a user and a project, and the one a [`MEMBER`] of the other.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn member(&self) -> Result<Member> {
        let member = Member {
            user: self.user().await?,
            project: self.project().await?,
        };
        self.assign(&member, MEMBER).await?;
        Ok(member)
    }

    /// Gives a user a role in a project: [`MEMBER`], `reader`, `manager` or `admin`.
    ///
    /// # Errors
    /// When the server refuses or has no such role.
    pub async fn assign(&self, member: &Member, role: &str) -> Result<()> {
        let path = self.assignment(member, role).await?;
        self.admin(Method::PUT, &path, None).await?;
        Ok(())
    }

    /// Takes a role away. In Keystone the user's access keys stay, and work again when it comes back.
    ///
    /// # Errors
    /// When the server refuses or the user has no such role.
    pub async fn unassign(&self, member: &Member, role: &str) -> Result<()> {
        let path = self.assignment(member, role).await?;
        self.admin(Method::DELETE, &path, None).await?;
        Ok(())
    }

    async fn assignment(&self, member: &Member, role: &str) -> Result<String> {
        let path = format!("/roles?name={role}");
        let roles = self.admin(Method::GET, &path, None).await?;
        let id = text(&roles["roles"][0]["id"]).with_context(|| role.to_owned())?;
        let (user, project) = (&member.user.id, &member.project.id);
        Ok(format!("/projects/{project}/users/{user}/roles/{id}"))
    }

    /// Disables a user, or enables them again.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn enable_user(&self, user: &User, enabled: bool) -> Result<()> {
        let body = json!({"user": {"enabled": enabled}});
        let path = format!("/users/{}", user.id);
        self.admin(Method::PATCH, &path, Some(&body)).await?;
        Ok(())
    }

    /// Deletes a user.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn delete_user(&self, user: &User) -> Result<()> {
        let path = format!("/users/{}", user.id);
        self.admin(Method::DELETE, &path, None).await?;
        Ok(())
    }

    /// Deletes a project.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn delete_project(&self, project: &Project) -> Result<()> {
        let path = format!("/projects/{}", project.id);
        self.admin(Method::DELETE, &path, None).await?;
        Ok(())
    }

    /// A token of the user's password, in their project. It may do what the console does.
    ///
    /// # Errors
    /// When the login is refused.
    pub async fn password_token(&self, member: &Member) -> Result<String> {
        let Member { user, project } = member;
        let login = password_login(&user.name, &user.password, Scope::Id(&project.id));
        self.log_in(&login).await?.token()
    }

    /// A token of an access key.
    ///
    /// # Errors
    /// When the login is refused.
    pub async fn key_token(&self, key: &AccessKey) -> Result<String> {
        self.log_in(&key_login(&key.id, &key.secret)).await?.token()
    }

    /// Makes an access key of the member, as they do in the cloud's console.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn access_key(&self, member: &Member, new: NewAccessKey) -> Result<AccessKey> {
        let mut fields = json!({"name": new.name});
        if new.unrestricted {
            fields["unrestricted"] = json!(true);
        }
        if let Some(end) = new.expires_at {
            fields["expires_at"] = json!(end);
        }
        let body = json!({"application_credential": fields});
        let made = self.console(member, Method::POST, "application_credentials", Some(&body));
        let made = &made.await?["application_credential"];
        Ok(AccessKey {
            id: text(&made["id"])?,
            name: new.name,
            secret: text(&made["secret"])?,
        })
    }

    /// All access keys of the member's user, as the server shows them.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn access_keys(&self, member: &Member) -> Result<Vec<Value>> {
        let path = "application_credentials";
        let listed = self.console(member, Method::GET, path, None).await?;
        list(&listed[path])
    }

    /// Moves an access key's end into the past.
    ///
    /// # Errors
    /// When there is no such key.
    pub async fn expire(&self, key: &AccessKey) -> Result<()> {
        let body = json!({"id": key.id, "expires_at": "2020-01-02T03:04:05"});
        let request = self.client.post(self.at("expire")).json(&body);
        self.answer(request).await?.done()?;
        Ok(())
    }

    /// Deletes an access key of the member.
    ///
    /// # Errors
    /// When the server refuses or there is no such key.
    pub async fn delete_access_key(&self, member: &Member, key: &AccessKey) -> Result<()> {
        let path = format!("application_credentials/{}", key.id);
        self.console(member, Method::DELETE, &path, None).await?;
        Ok(())
    }

    /// Makes an S3 key (EC2 credential) in the member's project: `access`, `secret` and more.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn s3_key(&self, member: &Member) -> Result<Value> {
        let body = json!({"tenant_id": member.project.id});
        let made = self.console(member, Method::POST, "credentials/OS-EC2", Some(&body));
        Ok(made.await?["credential"].take())
    }

    /// All S3 keys of the member's user, secrets included: Keystone shows them every time.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn s3_keys(&self, member: &Member) -> Result<Vec<Value>> {
        let listed = self.console(member, Method::GET, "credentials/OS-EC2", None);
        list(&listed.await?["credentials"])
    }

    /// What a user may do with their password, below their own path, and what has to succeed.
    async fn console(
        &self,
        member: &Member,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value> {
        let token = self.password_token(member).await?;
        let path = format!("/users/{}/{path}", member.user.id);
        let answer = self.send(method.clone(), &path, Some(&token), body).await?;
        let answer = answer.done();
        Ok(answer.with_context(|| format!("{method} {path}"))?.body)
    }
}

fn text(value: &Value) -> Result<String> {
    let text = value
        .as_str()
        .with_context(|| format!("a text, not {value}"));
    Ok(text?.to_owned())
}

fn list(value: &Value) -> Result<Vec<Value>> {
    let list = value
        .as_array()
        .with_context(|| format!("a list, not {value}"));
    Ok(list?.clone())
}

/// A number that no other name in this process has.
fn next() -> usize {
    static NAMES: AtomicUsize = AtomicUsize::new(1);
    NAMES.fetch_add(1, Ordering::Relaxed)
}
