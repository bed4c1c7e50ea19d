//! The projects that a key's owner works in. A token stays in its own; the others are only told.

use super::answers::Call;
use super::session::Session;
use super::unreadable;
use super::wire::Projects;
use crate::error::Result;
use crate::model::Project;

/// All projects of the user. The links beside them are never followed: they lead out of the encrypted way.
pub async fn all(session: &Session<'_>) -> Result<Vec<Project>> {
    let read: Projects = session.get(&["projects"], Call::Read).await?;
    let own = session.project().and_then(|own| own.id.as_deref());
    let projects = read.projects.ok_or_else(unreadable)?.into_iter();
    let named = projects.map(|project| {
        let id = project.id?;
        Some(Project {
            name: project.name.unwrap_or_else(|| id.clone()),
            enabled: project.enabled,
            own: own == Some(id.as_str()),
            id,
        })
    });
    named.collect::<Option<_>>().ok_or_else(unreadable)
}
