//! Where the keys of a sub account may be used from (`access-rules/api`).

use std::collections::HashSet;

use reqwest::Method;

use super::wire::{Rules, Source};
use super::{Client, Service, id_for_path, unreadable};
use crate::error::{Error, FieldProblem, Result};
use crate::model::{AccessRules, AccessSource};
use crate::providers::form::network;

/// Field that an error of a rule names.
const SOURCES: &str = "sources";
/// Longest id of a network inside the cloud.
const LONGEST_VPC: usize = 100;

/// The rules as they are.
pub async fn read(client: &Client<'_>, account: &str) -> Result<AccessRules> {
    let rules: Rules = client
        .get(Service::SubAccount, &path(account)?, &[])
        .await?;
    let on = rules.use_api_allow_source.ok_or_else(unreadable)?;
    let sources = rules.api_allow_sources.unwrap_or_default().into_iter();
    let sources: Option<Vec<_>> = sources
        .map(|one| {
            Some(AccessSource {
                what: one.what?,
                source: one.source?,
            })
        })
        .collect();
    Ok(AccessRules {
        on,
        // A place that is left out would be deleted when the rules are written again.
        sources: sources.ok_or_else(unreadable)?,
    })
}

/// Replaces the rules.
pub async fn write(client: &Client<'_>, account: &str, rules: &AccessRules) -> Result<AccessRules> {
    let sources = checked(rules)?;
    let body = Rules {
        use_api_allow_source: Some(rules.on),
        api_allow_sources: Some(
            sources
                .iter()
                .map(|one| Source {
                    what: Some(one.what.clone()),
                    source: Some(one.source.clone()),
                })
                .collect(),
        ),
    };
    client
        .change(Service::SubAccount, Method::PUT, &path(account)?, &body)
        .await?;
    Ok(AccessRules {
        on: rules.on,
        sources,
    })
}

fn path(account: &str) -> Result<[&str; 4]> {
    Ok(["sub-accounts", id_for_path(account)?, "access-rules", "api"])
}

/// The places without blanks around them; refuses what is no place, and a rule that lets nobody in.
fn checked(rules: &AccessRules) -> Result<Vec<AccessSource>> {
    let refuse = |problem| Err(Error::field(SOURCES, problem));
    if rules.on && rules.sources.is_empty() {
        return refuse(FieldProblem::EmptyList);
    }
    let mut seen = HashSet::new();
    let mut sources = Vec::new();
    for one in &rules.sources {
        let source = one.source.trim();
        let problem = match one.what.as_str() {
            "IP" => network(source).err(),
            "VPC" | "VPC_SERVER" => vpc_problem(source),
            _ => Some(FieldProblem::NotAChoice),
        };
        if let Some(problem) = problem {
            return refuse(problem);
        }
        let same = match network(source) {
            Ok(net) if one.what == "IP" => net.to_string(),
            _ => source.to_owned(),
        };
        if !seen.insert((one.what.as_str(), same)) {
            return refuse(FieldProblem::Duplicate);
        }
        sources.push(AccessSource {
            what: one.what.clone(),
            source: source.to_owned(),
        });
    }
    Ok(sources)
}

/// Ids inside the cloud are not described: only what can be no id is refused.
fn vpc_problem(source: &str) -> Option<FieldProblem> {
    if source.is_empty() {
        Some(FieldProblem::Missing)
    } else if source.chars().count() > LONGEST_VPC {
        Some(FieldProblem::TooLong)
    } else if source.chars().any(|c| c.is_whitespace() || c.is_control()) {
        Some(FieldProblem::BadCharacter)
    } else {
        None
    }
}
